import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { nodeHttpTransport } from '../http/node-http-transport';
import { LocalRelay } from '../relay/local-relay';
import { RelayDaemon } from '../relay/relay-daemon';
import { RelayLocation } from '../relay/relay-location';
import { RelayProbe } from '../relay/relay-probe';
import { isLoopback } from '../home/operator-token';
import type { Check, Diagnosis } from './finding';

/** The replay window of the relay is a minute by default; commands beyond it are refused. */
const MAX_SKEW_MS = 30_000;
const ANSWER_LIMIT_MS = 5_000;

/** The relay, its process, and its clock. */
@Injectable()
export class RelayChecks {
  readonly checks: readonly Check[] = [
    { name: 'pid file', look: () => this.#pidFile() },
    { name: 'relay', look: () => this.#relay() },
    { name: 'clock', look: () => this.#clock() },
  ];

  constructor(
    private readonly probe: RelayProbe,
    private readonly local: LocalRelay,
    private readonly daemon: RelayDaemon,
    private readonly location: RelayLocation,
  ) {}

  async #pidFile(): Promise<Diagnosis> {
    const state = await this.local.state();
    if (state.kind === 'running') return { state: 'ok', text: `the relay runs as process ${state.record.pid}` };
    if (state.stale === undefined) return { state: 'ok', text: 'no relay of this machine was left behind' };
    return {
      state: 'warning',
      text: `process ${state.stale.pid} ended without "otto stop"`,
      remedy: 'otto start',
      fix: () => this.local.forget(),
    };
  }

  async #relay(): Promise<Diagnosis> {
    const { state, url, problem, versionAdvice } = await this.probe.status();
    const restart = async (): Promise<void> => void (await this.daemon.restart());
    switch (state) {
      case 'running':
        if (versionAdvice === undefined) return { state: 'ok', text: `answers at ${url}` };
        return { state: 'warning', text: versionAdvice, remedy: 'otto restart', fix: restart };
      case 'unready':
        return { state: 'problem', text: `at ${url} is not ready (${problem?.message})`, remedy: 'otto logs list' };
      case 'silent':
        return { state: 'problem', text: `at ${url} does not answer`, remedy: 'otto restart', fix: restart };
      case 'stopped':
        return this.#stopped(url);
    }
  }

  #stopped(url: string): Diagnosis {
    const { hostname, port } = new URL(url);
    if (!isLoopback(hostname)) {
      const remedy = 'Start it on its machine, or use another: otto settings relayUrl --unset';
      return { state: 'problem', text: `nothing answers at ${url}`, remedy };
    }
    const fix = async (): Promise<void> => void (await this.daemon.start(Number(port || 80)));
    return { state: 'problem', text: `nothing answers at ${url}`, remedy: 'otto start', fix };
  }

  async #clock(): Promise<Diagnosis> {
    const { httpUrl } = await this.location.address();
    const before = Date.now();
    const header = await dateOf(httpUrl);
    if (header === undefined) return { state: 'skipped', text: 'the relay has not told its time' };
    // The header counts whole seconds, and the answer took its time.
    const between = (before + Date.now()) / 2;
    const skewMs = Math.abs(between - (header + 500));
    const text = `differs from the relay's by ${(skewMs / 1000).toFixed(1)} s`;
    if (skewMs <= MAX_SKEW_MS) return { state: 'ok', text };
    const remedy =
      'Set the clock by the network (Linux: timedatectl set-ntp true); commands of the wrong time are refused.';
    return { state: 'problem', text, remedy };
  }
}

/** ms since 1970 by the clock of the relay. */
async function dateOf(httpUrl: string): Promise<number | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
    const { header } = await nodeHttpTransport({ url: `${httpUrl}/health/live`, method: 'GET', headers: {}, signal });
    const time = Date.parse(header('date') ?? '');
    return Number.isNaN(time) ? undefined : time;
  } catch (error) {
    if (error instanceof OttoError) throw error;
    return undefined;
  }
}
