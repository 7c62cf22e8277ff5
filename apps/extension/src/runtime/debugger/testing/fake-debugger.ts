import type { DebuggerPort, DebuggerTarget } from '../debugger-port';

export interface SentCommand {
  readonly target: DebuggerTarget;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

type Answer = (command: SentCommand) => unknown;

/** A browser's debugger interface in memory: answers commands as the spec says, and `{}` otherwise. */
export class FakeDebugger implements DebuggerPort {
  readonly attached = new Set<number>();
  /** Every command, in order. */
  readonly sent: SentCommand[] = [];
  /** Everything that was attached and detached, in order. */
  readonly history: string[] = [];
  /** What attaching is refused with, in the browser's words. */
  refusal: string | undefined;
  /** Holds up attaching. */
  gate: Promise<void> = Promise.resolve();
  /** The last order to attach: what is sent behind it is done behind it. */
  #orders: Promise<void> | undefined;
  readonly #answers = new Map<string, Answer>();
  #onEvent: Parameters<DebuggerPort['onEvent']>[0] = () => undefined;
  #onDetach: Parameters<DebuggerPort['onDetach']>[0] = () => undefined;

  /** @param leftovers Tabs that an earlier life of the worker has left attached. */
  constructor(leftovers: readonly number[] = []) {
    for (const tabId of leftovers) this.attached.add(tabId);
  }

  attach(tabId: number): Promise<void> {
    const attaching = this.#attach(tabId);
    this.#orders = attaching.catch(() => undefined);
    return attaching;
  }

  async #attach(tabId: number): Promise<void> {
    await this.gate;
    if (this.refusal !== undefined) throw new Error(this.refusal);
    if (this.attached.has(tabId)) throw new Error(`Another debugger is already attached to the tab with id: ${tabId}.`);
    this.attached.add(tabId);
    this.history.push(`attach ${tabId}`);
  }

  async detach(tabId: number): Promise<void> {
    if (!this.attached.delete(tabId)) throw new Error(`Debugger is not attached to the tab with id: ${tabId}.`);
    this.history.push(`detach ${tabId}`);
  }

  async send(target: DebuggerTarget, method: string, params: object = {}): Promise<unknown> {
    await this.#orders;
    if (!this.attached.has(target.tabId)) {
      throw new Error(`Debugger is not attached to the tab with id: ${target.tabId}.`);
    }
    const command = { target, method, params: params as Record<string, unknown> };
    this.sent.push(command);
    return (await this.#answers.get(method)?.(command)) ?? {};
  }

  attachedTabs(): Promise<number[]> {
    return Promise.resolve([...this.attached]);
  }

  onEvent(listener: Parameters<DebuggerPort['onEvent']>[0]): void {
    this.#onEvent = listener;
  }

  onDetach(listener: Parameters<DebuggerPort['onDetach']>[0]): void {
    this.#onDetach = listener;
  }

  /** Says how a command is answered; what the answer throws is what the command rejects with. */
  answers(method: string, answer: Answer): void {
    this.#answers.set(method, answer);
  }

  emit(tabId: number, method: string, params: object = {}, sessionId?: string): void {
    this.#onEvent({ tabId, sessionId }, method, params);
  }

  /** The browser detaches: its user wanted that, or the tab is gone. */
  takeAway(tabId: number, reason: string): void {
    this.attached.delete(tabId);
    this.#onDetach(tabId, reason);
  }

  /** The methods of all commands to the page itself, in order. */
  get methods(): string[] {
    return this.sent.map(({ method }) => method);
  }

  commands(method: string): SentCommand[] {
    return this.sent.filter((command) => command.method === method);
  }
}
