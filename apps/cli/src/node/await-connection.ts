import { fromWireError, OttoError, toOttoError } from '@otto/protocol';
import type { StartingHost } from './host-process';
import type { NodeStatus } from './node-status';

/** From the start of the browser to the node being connected to its relay. */
const READY_LIMIT_MS = 60_000;

export interface ConnectedNode {
  readonly nodeId: string;
  /** It had no identity, or lost it, and was let in just now. */
  readonly paired: boolean;
}

export interface ConnectionWait {
  /** Lets the node in that shows this code. Rejects when this user may not do that. */
  approve(code: string): Promise<unknown>;
  /** Told when somebody else has to approve that code. */
  onForeignApproval(code: string): void;
  readonly logFile: string;
  readonly signal: AbortSignal;
}

/**
 * Waits until the node is connected; on the way it approves the codes that the node shows. Where this user may not
 * approve, it waits for somebody who may, as long as the code is good.
 *
 * @throws OttoError `node_not_ready`, the extension's own error such as `version_mismatch`, what ended the supervisor,
 *   `command_cancelled`
 */
export async function awaitConnection(host: StartingHost, wait: ConnectionWait): Promise<ConnectedNode> {
  if (wait.signal.aborted) throw new OttoError('command_cancelled');
  const watch = new ConnectionWatch(wait);
  const connected = new Promise<ConnectedNode>((succeed, fail) => watch.begin(succeed, fail));
  host.onStatus((status) => watch.accept(status));
  try {
    return await Promise.race([connected, host.failure]);
  } finally {
    watch.end();
  }
}

class ConnectionWatch {
  #timer: NodeJS.Timeout | undefined;
  #last: NodeStatus = { state: 'starting' };
  #code: string | undefined;
  #isOver = false;
  #succeed: (node: ConnectedNode) => void = () => undefined;
  #fail: (reason: unknown) => void = () => undefined;
  readonly #onAbort = (): void => this.#fail(new OttoError('command_cancelled'));

  constructor(private readonly wait: ConnectionWait) {}

  begin(succeed: (node: ConnectedNode) => void, fail: (reason: unknown) => void): void {
    this.#succeed = succeed;
    this.#fail = fail;
    this.wait.signal.addEventListener('abort', this.#onAbort, { once: true });
    this.#allow(READY_LIMIT_MS);
  }

  accept(status: NodeStatus): void {
    this.#last = status;
    const { state, nodeId, code, error, isPartial } = status;
    if ((state === 'authenticated_connected' || isPartial) && nodeId !== undefined) {
      this.#succeed({ nodeId, paired: this.#code !== undefined });
    } else if (state === 'version_mismatch') {
      // Waiting does not help here, unlike with a relay that is away for a moment.
      this.#fail(error ? fromWireError(error) : new OttoError('node_not_ready', { state, logFile: this.wait.logFile }));
    } else if (state === 'waiting_for_pair_approval' && code !== undefined && code !== this.#code) {
      this.#code = code;
      void this.#approve(code, status);
    }
  }

  end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.wait.signal.removeEventListener('abort', this.#onAbort);
  }

  async #approve(code: string, { codeExpiresAt }: NodeStatus): Promise<void> {
    try {
      await this.wait.approve(code);
    } catch (error) {
      this.#judgeRefusal(toOttoError(error), code, codeExpiresAt);
    }
  }

  #judgeRefusal(error: OttoError, code: string, codeExpiresAt: number | undefined): void {
    if (this.#isOver) return;
    // Somebody was faster, or the code has just expired: the node goes on by itself, or shows a new one.
    if (error.code === 'pairing_not_pending' || error.code === 'pairing_not_found') return;
    if (error.category !== 'auth' && error.category !== 'permission') return this.#fail(error);
    this.wait.onForeignApproval(code);
    if (codeExpiresAt !== undefined) this.#allow(codeExpiresAt - Date.now());
  }

  #allow(limitMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fail(this.#notReady(limitMs)), limitMs);
  }

  #notReady(timeoutMs: number): OttoError {
    const { error, state } = this.#last;
    if (error) return fromWireError(error);
    return new OttoError('node_not_ready', { timeoutMs, state, logFile: this.wait.logFile });
  }
}
