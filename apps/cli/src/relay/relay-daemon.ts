import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { OttoHome } from '../home/otto-home';
import { Invocation } from '../invocation';
import { PidFile, type RelayRecord } from './pid-file';
import { endProcess } from './end-process';
import { isSameProcess, processMark } from './process-identity';
import { RelayChild, type ReadyRelay } from './relay-child';
import { relayEntry } from './relay-entry';
import { RelayEnvironment } from './relay-environment';
import { relayFailure } from './relay-failure';
import { RelayLog } from './relay-log';

/** `stale`: the pid file speaks of a relay that is gone, without having been stopped. */
export type DaemonState =
  | { readonly kind: 'running'; readonly record: RelayRecord }
  | { readonly kind: 'stopped'; readonly stale?: RelayRecord };

const READY_LIMIT_MS = 30_000;

/** The relay of this machine, in the background. */
@Injectable()
export class RelayDaemon {
  constructor(
    private readonly home: OttoHome,
    private readonly pidFile: PidFile,
    private readonly environment: RelayEnvironment,
    private readonly invocation: Invocation,
  ) {}

  async state(): Promise<DaemonState> {
    const record = await this.pidFile.read();
    if (record === undefined) return { kind: 'stopped' };
    const runs = await isSameProcess(record.pid, record.mark);
    return runs ? { kind: 'running', record } : { kind: 'stopped', stale: record };
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @throws OttoError what the relay says is wrong (`port_in_use`, `directory_locked`, ...), else `relay_start_failed`;
   *   `not_built`, `command_cancelled`. Nothing is left running then.
   */
  async start(port?: number): Promise<RelayRecord> {
    const entry = relayEntry();
    const env = await this.environment.forPort(port);
    const log = await RelayLog.open(this.home.relayLogFile);
    try {
      const child = new RelayChild({ entry, env, detached: true, stderr: log.descriptor });
      const ready = await this.#ready(child, log);
      const record = await this.note(ready);
      child.letGo();
      return record;
    } finally {
      await log.close();
    }
  }

  /** Writes down a relay that got ready, so that `stop` and `status` find it. */
  async note({ pid, host, port }: ReadyRelay): Promise<RelayRecord> {
    const mark = (await processMark(pid)) ?? '';
    const record = { pid, mark, url: `ws://${reachable(host)}:${port}`, host, port, startedAt: Date.now() };
    await this.pidFile.write(record);
    return record;
  }

  /** Ends it and waits until it is gone. Gives what ran, if anything did. */
  async stop(): Promise<RelayRecord | undefined> {
    const state = await this.state();
    if (state.kind === 'running') await endProcess(state.record.pid, state.record.mark);
    await this.forget();
    return state.kind === 'running' ? state.record : undefined;
  }

  async forget(): Promise<void> {
    await this.pidFile.remove();
  }

  async #ready(child: RelayChild, log: RelayLog): Promise<ReadyRelay> {
    const { signal } = this.invocation;
    const limit = AbortSignal.timeout(READY_LIMIT_MS);
    const stop = new Promise<undefined>((resolve) => {
      for (const reason of [signal, limit]) reason.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    const ready = await Promise.race([child.ready, stop]);
    if (ready) return ready;
    const overdue = limit.aborted ? `it was not ready within ${READY_LIMIT_MS / 1000} s` : undefined;
    await child.end();
    if (signal.aborted) throw new OttoError('command_cancelled');
    throw relayFailure(await log.written(), overdue ?? (await child.ended), this.home.relayLogFile);
  }
}

/** An address to reach a relay that listens on `host`. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
