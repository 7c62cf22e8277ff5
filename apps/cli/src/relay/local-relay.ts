import { Injectable } from '@nestjs/common';
import { ConfigFile } from '../home/config-file';
import { isLoopback } from '../home/operator-token';
import { PidFile, type RelayRecord } from './pid-file';
import { isSameProcess, processMark } from '@otto/store';
import type { ReadyRelay, RelayChild } from './relay-child';

/** `stale`: the pid file speaks of a relay that is gone, without having been stopped. */
export type LocalRelayState =
  | { readonly kind: 'running'; readonly record: RelayRecord }
  | { readonly kind: 'stopped'; readonly stale?: RelayRecord };

/** What is known of the relay that `otto start` runs on this machine. */
@Injectable()
export class LocalRelay {
  constructor(
    private readonly pidFile: PidFile,
    private readonly config: ConfigFile,
  ) {}

  async state(): Promise<LocalRelayState> {
    const record = await this.pidFile.read();
    if (record === undefined) return { kind: 'stopped' };
    const runs = await isSameProcess(record.pid, record.mark);
    return runs ? { kind: 'running', record } : { kind: 'stopped', stale: record };
  }

  /**
   * Writes down a relay that got ready. A configuration that speaks of a relay of this machine means it from now on. One
   * that cannot be written down is ended: nobody would find it again.
   *
   * @throws OttoError `corrupt_file`, `directory_not_writable`, `insecure_permissions`
   */
  async noteOrEnd(child: Pick<RelayChild, 'end'>, ready: ReadyRelay): Promise<RelayRecord> {
    try {
      return await this.#note(ready);
    } catch (error) {
      await child.end();
      await this.forget();
      throw error;
    }
  }

  /** Forgets the relay; one of another `pid` than the one that is meant has come in its place, and is not forgotten. */
  async forget(pid?: number): Promise<void> {
    if (pid !== undefined && (await this.pidFile.read())?.pid !== pid) return;
    await this.pidFile.remove();
  }

  async #note({ pid, host, port, version }: ReadyRelay): Promise<RelayRecord> {
    const mark = (await processMark(pid)) ?? '';
    const url = `ws://${reachable(host)}:${port}`;
    const record = { pid, mark, url, host, port, startedAt: Date.now(), ...(version !== undefined && { version }) };
    await this.pidFile.write(record);
    const { relayUrl } = await this.config.read();
    if (relayUrl !== undefined && relayUrl !== url && isOfThisMachine(relayUrl)) {
      await this.config.change({ relayUrl: url, relayHttpUrl: undefined });
    }
    return record;
  }
}

function isOfThisMachine(relayUrl: string): boolean {
  return URL.canParse(relayUrl) && isLoopback(new URL(relayUrl).hostname);
}

/** An address at which a relay that listens on `host` can be reached. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
