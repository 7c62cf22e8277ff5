import { Injectable } from '@nestjs/common';
import { isRecord } from '@otto/protocol';
import { rm } from 'node:fs/promises';
import { OttoHome } from '../home/otto-home';
import { readPrivateFile, writePrivateFile } from '../home/private-file';

/** The relay that this machine runs, as it was when it got ready. */
export interface RelayRecord {
  readonly pid: number;
  /** See process-identity.ts. */
  readonly mark: string;
  /** ws://host:port */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** ms since 1970 */
  readonly startedAt: number;
  /** Unset for an older relay, which does not say it. */
  readonly version?: string;
}

/** `~/.otto/relay/relay.pid`. Says what was started, not that it still runs. */
@Injectable()
export class PidFile {
  constructor(private readonly home: OttoHome) {}

  /** Undefined when there is none; one that makes no sense counts as none and is written anew at the next start. */
  async read(): Promise<RelayRecord | undefined> {
    const text = await readPrivateFile(this.home.pidFile);
    return text === undefined ? undefined : parse(text);
  }

  async write(record: RelayRecord): Promise<void> {
    await writePrivateFile(this.home.pidFile, `${JSON.stringify(record)}\n`);
  }

  async remove(): Promise<void> {
    await rm(this.home.pidFile, { force: true });
  }
}

function parse(text: string): RelayRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRelayRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRelayRecord(value: unknown): value is RelayRecord {
  if (!isRecord(value)) return false;
  const { pid, mark, url, host, port, startedAt, version } = value;
  return (
    [pid, port, startedAt].every((number) => Number.isSafeInteger(number)) &&
    [mark, url, host, version ?? ''].every((text) => typeof text === 'string') &&
    // kill() means a whole group of processes by 0 and below.
    (pid as number) > 0
  );
}
