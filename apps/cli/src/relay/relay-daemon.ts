import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { aborted } from '../aborted';
import { OttoHome } from '../home/otto-home';
import { ProgramLog } from '../home/program-log';
import { Invocation } from '../invocation';
import { endProcess } from './end-process';
import { LocalRelay } from './local-relay';
import type { RelayRecord } from './pid-file';
import { namePortHolder } from './port-holder';
import { RelayChild, type ReadyRelay } from './relay-child';
import { RelayEnvironment } from './relay-environment';
import { relayFailure } from './relay-failure';

const READY_LIMIT_MS = 30_000;

/** Starts and stops the relay of this machine, in the background. */
@Injectable()
export class RelayDaemon {
  constructor(
    private readonly home: OttoHome,
    private readonly local: LocalRelay,
    private readonly environment: RelayEnvironment,
    private readonly invocation: Invocation,
  ) {}

  /**
   * Starts it and waits until it is ready.
   *
   * @throws OttoError what the relay says is wrong (`port_in_use`, `directory_locked`, ...), else `relay_start_failed`;
   *   `not_built`, `command_cancelled`. Nothing is left running then.
   */
  async start(port?: number): Promise<RelayRecord> {
    const { entry, env } = await this.environment.forPort(port);
    const log = await ProgramLog.open(this.home.relayLogFile);
    try {
      const child = new RelayChild({ entry, env, detached: true, stderr: log.descriptor });
      const ready = await this.#ready(child, log);
      const record = await this.local.noteOrEnd(child, ready);
      child.letGo();
      return record;
    } finally {
      await log.close();
    }
  }

  /** Ends it, if it runs, and starts it again on its port or another. */
  async restart(port?: number): Promise<RelayRecord> {
    const stopped = await this.stop();
    return this.start(port ?? stopped?.port);
  }

  /** Ends it and waits until it is gone. Gives what ran, if anything did. */
  async stop(): Promise<RelayRecord | undefined> {
    const state = await this.local.state();
    if (state.kind === 'running') await endProcess(state.record.pid, state.record.mark);
    await this.local.forget();
    return state.kind === 'running' ? state.record : undefined;
  }

  async #ready(child: RelayChild, log: ProgramLog): Promise<ReadyRelay> {
    const limit = AbortSignal.timeout(READY_LIMIT_MS);
    const { signal } = this.invocation;
    const ready = await Promise.race([child.ready, aborted(signal), aborted(limit)]);
    if (ready) return ready;
    const overdue = limit.aborted ? `it was not ready within ${READY_LIMIT_MS / 1000} s` : undefined;
    await child.end();
    if (signal.aborted) throw new OttoError('command_cancelled');
    const failure = relayFailure(await log.written(), overdue ?? (await child.ended), this.home.relayLogFile);
    throw await namePortHolder(failure);
  }
}
