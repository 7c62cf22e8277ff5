import { Injectable } from '@nestjs/common';
import { readEnvironment } from '@otto/protocol';
import { relayAddress, type RelayAddress } from '@otto/sdk';
import { PidFile } from './pid-file';
import { Invocation } from '../invocation';
import { ConfigFile } from '../home/config-file';

/** Which relay this run talks to. */
@Injectable()
export class RelayLocation {
  #named: string | undefined;

  constructor(
    private readonly invocation: Invocation,
    private readonly config: ConfigFile,
    private readonly pidFile: PidFile,
  ) {}

  /** Set once, from `--relay-url`, before the command runs. */
  useUrl(relayUrl: string | undefined): void {
    this.#named = relayUrl;
  }

  /** Whether something else than the default says which relay it is. */
  async isKnown(): Promise<boolean> {
    if (this.#named !== undefined || (await this.config.read()).relayUrl !== undefined) return true;
    return (await this.pidFile.read()) !== undefined;
  }

  /** `--relay-url`, else the configured one, else the relay that this machine runs, else where it would run. */
  async address(): Promise<RelayAddress> {
    if (this.#named !== undefined) return relayAddress(this.#named);
    const { relayUrl, relayHttpUrl } = await this.config.read();
    if (relayUrl !== undefined) {
      const configured = relayAddress(relayUrl);
      return relayHttpUrl === undefined ? configured : { ...configured, httpUrl: relayAddress(relayHttpUrl).httpUrl };
    }
    const record = await this.pidFile.read();
    return relayAddress(record?.url ?? this.#defaultUrl());
  }

  #defaultUrl(): string {
    const { OTTO_RELAY_PORT } = readEnvironment(['OTTO_RELAY_PORT'], this.invocation.env);
    return `ws://127.0.0.1:${OTTO_RELAY_PORT}`;
  }
}
