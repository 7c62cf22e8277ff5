import { fromWireError, OttoError, type Environment } from '@otto/protocol';
import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { aborted } from '../aborted';
import { ProgramLog } from '../home/program-log';
import type { HostMessage, NodePlan, StarterMessage } from './host-messages';
import type { NodeRecord } from './node-record';
import type { NodeStatus } from './node-status';

/** A supervisor that is given up lets its browser save what it has to; see closeBrowser. */
const END_LIMIT_MS = 15_000;

/** What `otto node start` does with the supervisor while it brings the node up. */
export interface StartingHost {
  /** Rejects when the supervisor fails or ends; never resolves. */
  readonly failure: Promise<never>;
  onStatus(listener: (status: NodeStatus) => void): void;
}

/** The supervisor of a node, as a process of its own that goes on when this one ends. */
export class HostProcess implements StartingHost {
  readonly failure: Promise<never>;
  readonly #child: ChildProcess;
  readonly #released: Promise<NodeRecord>;
  readonly #ended: Promise<void>;
  #onStatus: (status: NodeStatus) => void = () => undefined;

  private constructor(child: ChildProcess, logFile: string) {
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once('exit', () => resolve()));
    const startFailed = (reason: string): OttoError => new OttoError('browser_start_failed', { reason, logFile });
    this.failure = new Promise((_, reject) => {
      child.on('message', (message: HostMessage) => message.kind === 'failed' && reject(fromWireError(message.error)));
      child.once('error', ({ message }) => reject(startFailed(message)));
      child.once('exit', (code, signal) =>
        reject(startFailed(`its supervisor ended with ${signal ?? `code ${code}`}`)),
      );
    });
    // Whoever waits learns of it; when nobody does any more, it is no news.
    this.failure.catch(() => undefined);
    this.#released = new Promise((resolve) => {
      child.on('message', (message: HostMessage) => {
        if (message.kind === 'released') resolve(message.record);
        if (message.kind === 'status') this.#onStatus(message.status);
      });
    });
  }

  /** `launcher` is the script of the `otto` command. */
  static async start(plan: NodePlan, launcher: string, logFile: string, env: Environment): Promise<HostProcess> {
    const log = await ProgramLog.open(logFile);
    try {
      const child = fork(launcher, ['node', 'host', plan.name], {
        detached: true,
        execArgv: [],
        env: { ...env },
        stdio: ['ignore', log.descriptor, log.descriptor, 'ipc'],
      });
      const host = new HostProcess(child, logFile);
      host.#send({ kind: 'plan', plan });
      return host;
    } finally {
      await log.close();
    }
  }

  onStatus(listener: (status: NodeStatus) => void): void {
    this.#onStatus = listener;
  }

  /**
   * Lets it go on alone. Resolves once it has noted down what runs.
   *
   * @throws what `failure` rejects with; OttoError `command_cancelled` when the signal aborts before
   */
  async release(nodeId: string, signal: AbortSignal): Promise<NodeRecord> {
    this.#send({ kind: 'release', nodeId });
    const record = await Promise.race([this.#released, this.failure, aborted(signal)]);
    if (record === undefined) throw new OttoError('command_cancelled');
    this.#letGo();
    return record;
  }

  /** Ends it, and with it its browser. */
  async abandon(): Promise<void> {
    this.#letGo();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const limit = new AbortController();
    const overdue = delay(END_LIMIT_MS, 'overdue', limit).catch(() => undefined);
    if ((await Promise.race([this.#ended, overdue])) === 'overdue') this.#child.kill('SIGKILL');
    limit.abort();
  }

  #send(message: StarterMessage): void {
    // A supervisor that is gone has rejected `failure`.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #letGo(): void {
    if (this.#child.connected) this.#child.disconnect();
    this.#child.unref();
  }
}
