import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { isLoopback } from '../home/operator-token';
import { RelayHttp } from '../http/relay-http';
import { LocalRelay } from '../relay/local-relay';
import { RelayDaemon } from '../relay/relay-daemon';
import { RelayLocation } from '../relay/relay-location';
import { versionAdvice } from '../relay/version-advice';
import type { RelaySetup } from './setup-report';

export type RelayStepResult = RelaySetup & {
  /** What to do about a relay of another version. */
  readonly advice?: string | undefined;
};

/** Sees to it that the relay of this run is there. */
@Injectable()
export class RelayStep {
  constructor(
    private readonly location: RelayLocation,
    private readonly local: LocalRelay,
    private readonly daemon: RelayDaemon,
    private readonly relay: RelayHttp,
  ) {}

  /** @throws OttoError `relay_port_mismatch`, `relay_unreachable` for one of another machine, why it did not start */
  async run({ skipDaemon }: { readonly skipDaemon: boolean }): Promise<RelayStepResult> {
    const { webSocketUrl: url } = await this.location.address();
    const { hostname, port } = new URL(url);
    if (!isLoopback(hostname)) {
      await this.relay.get('/health/ready');
      return { status: 'remote', url };
    }
    const state = await this.local.state();
    if (state.kind === 'running') {
      const { record } = state;
      const wanted = Number(port || 80);
      if (record.port !== wanted) throw new OttoError('relay_port_mismatch', { port: record.port, wanted });
      return { status: 'already_running', url, pid: record.pid, advice: versionAdvice(record) };
    }
    // Perhaps somebody else runs one there, a service of the system for example.
    if (await this.#answers()) return { status: 'already_running', url };
    if (skipDaemon) return { status: 'skipped', url };
    const { pid, url: startedUrl } = await this.daemon.start(Number(port || 80));
    return { status: 'started', url: startedUrl, pid };
  }

  /** In place of the one that runs. */
  async restart(): Promise<void> {
    await this.daemon.restart();
  }

  async #answers(): Promise<boolean> {
    try {
      await this.relay.get('/health/ready');
      return true;
    } catch (error) {
      if (error instanceof OttoError && error.code === 'relay_unreachable') return false;
      throw error;
    }
  }
}
