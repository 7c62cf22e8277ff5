import { Injectable } from '@nestjs/common';
import { OttoError, readEnvironment } from '@otto/protocol';
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
    if (this.#named !== undefined) return this.#ofOption(this.#named);
    const { relayUrl, relayHttpUrl } = await this.config.read();
    if (relayUrl !== undefined) {
      const configured = this.#ofConfig('relayUrl', relayUrl);
      if (relayHttpUrl === undefined) return configured;
      return { ...configured, httpUrl: this.#ofConfig('relayHttpUrl', relayHttpUrl).httpUrl };
    }
    const record = await this.pidFile.read();
    return relayAddress(record?.url ?? this.#defaultUrl());
  }

  #ofOption(text: string): RelayAddress {
    return reading(text, (reason) => new OttoError('invalid_argument', { name: '--relay-url', reason }));
  }

  #ofConfig(key: 'relayUrl' | 'relayHttpUrl', text: string): RelayAddress {
    return reading(text, (why) => {
      const reason = `${key}: ${why}; "otto settings ${key} --unset" removes it`;
      return new OttoError('corrupt_file', { path: this.config.path, reason });
    });
  }

  #defaultUrl(): string {
    const { OTTO_RELAY_PORT } = readEnvironment(['OTTO_RELAY_PORT'], this.invocation.env);
    return `ws://127.0.0.1:${OTTO_RELAY_PORT}`;
  }
}

/** Reads an address; `refusal` makes the error that says where it came from. */
function reading(text: string, refusal: (reason: string) => OttoError): RelayAddress {
  try {
    return relayAddress(text);
  } catch (error) {
    throw error instanceof OttoError ? refusal(String(error.details.reason)) : error;
  }
}
