import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { Output } from '../output/output';
import { LocalRelay } from './local-relay';
import type { RelayRecord } from './pid-file';
import { RelayDaemon } from './relay-daemon';
import { versionAdvice } from './version-advice';

/** Starts the daemon and tells about it; for `otto start` and `otto restart`. */
@Injectable()
export class RelayStarter {
  constructor(
    private readonly local: LocalRelay,
    private readonly daemon: RelayDaemon,
    private readonly output: Output,
  ) {}

  /**
   * Whether it runs already; then that has been told.
   *
   * @throws OttoError `relay_port_mismatch` when it does on another port than the wanted one
   */
  async isRunning(wanted: number | undefined): Promise<boolean> {
    const state = await this.local.state();
    if (state.kind === 'stopped') {
      if (state.stale) this.output.note(`The relay that ran as process ${state.stale.pid} ended without "otto stop".`);
      return false;
    }
    const { port } = state.record;
    if (wanted !== undefined && wanted !== 0 && wanted !== port) {
      throw new OttoError('relay_port_mismatch', { port, wanted });
    }
    this.#tell('already_running', state.record);
    const advice = versionAdvice(state.record);
    if (advice !== undefined) this.output.warn(advice);
    return true;
  }

  async start(port: number | undefined): Promise<void> {
    const progress = this.output.progress('Starting the relay');
    const record = await this.daemon.start(port);
    progress.end();
    this.#tell('started', record);
  }

  #tell(status: 'started' | 'already_running', { url, pid, port, startedAt }: RelayRecord): void {
    const verb = status === 'started' ? 'runs' : 'runs already,';
    this.output.done(`The relay ${verb} at ${url} (process ${pid})`, { status, url, pid, port, startedAt });
  }
}
