import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { RelayHttp } from '../http/relay-http';
import { LocalRelay } from './local-relay';
import type { RelayRecord } from './pid-file';
import { RelayLocation } from './relay-location';
import { versionAdvice } from './version-advice';

/** What can be said of the relay of this run. */
export interface RelayStatus {
  /** `unready`: it answers, but cannot do its work now. `silent`: its process runs, but it does not answer. */
  readonly state: 'running' | 'unready' | 'silent' | 'stopped';
  readonly url: string;
  readonly port: number;
  /** Of a relay that `otto start` has started here. */
  readonly pid?: number;
  readonly startedAt?: number;
  /** What to do when that relay is of another version than this command. */
  readonly versionAdvice?: string;
  /** The process that a pid file speaks of and that is gone. */
  readonly stalePid?: number;
  /** Why it is unready. */
  readonly problem?: { readonly code: string; readonly message: string };
}

/** Finds out whether the relay runs and answers. */
@Injectable()
export class RelayProbe {
  constructor(
    private readonly location: RelayLocation,
    private readonly local: LocalRelay,
    private readonly relay: RelayHttp,
  ) {}

  async status(): Promise<RelayStatus> {
    const { webSocketUrl: url } = await this.location.address();
    const local = await this.local.state();
    // The relay of this machine is only one of those that an address may lead to.
    const own = local.kind === 'running' && local.record.url === url ? local.record : undefined;
    const stale = local.kind === 'stopped' && local.stale ? { stalePid: local.stale.pid } : {};
    const facts = { url, port: portOf(url), ...ownFacts(own), ...stale };
    try {
      await this.relay.get('/health/ready');
      return { state: 'running', ...facts };
    } catch (error) {
      if (!(error instanceof OttoError)) throw error;
      if (error.code === 'relay_unreachable') return { state: own ? 'silent' : 'stopped', ...facts };
      return { state: 'unready', ...facts, problem: { code: error.code, message: error.message } };
    }
  }
}

function ownFacts(own: RelayRecord | undefined): Partial<RelayStatus> {
  if (own === undefined) return {};
  const advice = versionAdvice(own);
  return { pid: own.pid, startedAt: own.startedAt, ...(advice !== undefined && { versionAdvice: advice }) };
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return Number(port || (protocol === 'wss:' ? 443 : 80));
}
