import { DebuggerFailure, attachFailure, commandFailure, type DebuggerFailureKind } from './debugger-failure';
import type { DebuggerPort, DebuggerTarget } from './debugger-port';

export interface DebuggerEvent {
  readonly target: DebuggerTarget;
  readonly method: string;
  readonly params: unknown;
}

/** A share in the debugger of a tab. */
export interface DebuggerHold {
  readonly tabId: number;
  /**
   * Sends a command of the DevTools protocol to the page, or to an iframe or worker of it.
   *
   * @throws DebuggerFailure
   */
  send(method: string, params?: object, sessionId?: string): Promise<unknown>;
  onEvent(listener: (event: DebuggerEvent) => void): void;
  /** Told once, with the reason, when the debugger was detached by somebody else: the user, the browser, a crash. */
  onLost(listener: (reason: string) => void): void;
  /** Gives the share back; resolves when nothing is attached any more, if it was the last one. */
  release(): Promise<void>;
}

interface Surroundings {
  /** What has to end before attaching. */
  readonly before: Promise<unknown>;
  /** Told once when nobody holds it any more, or when it is lost, with the end of its detaching. */
  readonly onOver: (detached: Promise<void>) => void;
}

/** The browser keeps the debugger of a crashed page, but no command to it ever ends. */
const CRASHED = { event: 'Inspector.targetCrashed', reason: 'target_crashed' };

/** What it means to lose a debugger for that reason. */
const LOSSES: Readonly<Record<string, DebuggerFailureKind>> = {
  target_closed: 'tab_closed',
  [CRASHED.reason]: 'page_crashed',
};

/** The one debugger of a tab, from its attaching to its end. */
export class TabDebugger {
  /** Rejects with a DebuggerFailure. */
  readonly attached: Promise<void>;
  readonly #port: DebuggerPort;
  readonly #tabId: number;
  readonly #onOver: Surroundings['onOver'];
  readonly #holds = new Set<Hold>();
  /** The browser has been told to attach, and takes orders one after the other: commands may follow. */
  #isOrdered = false;
  readonly #ordered: Promise<unknown>;
  #detached: Promise<void> | undefined;

  constructor(port: DebuggerPort, tabId: number, { before, onOver }: Surroundings) {
    this.#port = port;
    this.#tabId = tabId;
    this.#onOver = onOver;
    // In an object, or to wait for the order would be to wait for the attaching.
    const ordered = before.then(() => ({ attaching: this.#attach() }));
    this.#ordered = ordered;
    this.attached = ordered.then(({ attaching }) => attaching);
    // Whoever holds it waits for it; nobody may be left when it fails.
    this.attached.catch(() => this.#end(() => Promise.resolve()));
  }

  join(): DebuggerHold {
    const hold: Hold = new Hold({
      tabId: this.#tabId,
      send: (...command) => this.#send(...command),
      leave: () => this.#leave(hold),
    });
    this.#holds.add(hold);
    return hold;
  }

  hear(event: DebuggerEvent): void {
    for (const hold of [...this.#holds]) hold.hear(event);
    if (event.method === CRASHED.event && event.target.sessionId === undefined) {
      this.lose(CRASHED.reason, () => this.#port.detach(this.#tabId));
    }
  }

  /** The browser has detached it. */
  lose(reason: string, detach: () => Promise<void> = () => Promise.resolve()): void {
    this.#end(detach);
    for (const hold of [...this.#holds]) hold.lose(reason);
    this.#holds.clear();
  }

  async #attach(): Promise<void> {
    this.#isOrdered = true;
    await this.#port.attach(this.#tabId).catch((error: unknown) => {
      throw attachFailure(error);
    });
  }

  async #send(...[method, params, sessionId]: Parameters<DebuggerHold['send']>): Promise<unknown> {
    if (!this.#isOrdered) await this.#ordered;
    const answer = this.#port.send({ tabId: this.#tabId, sessionId }, method, params);
    answer.catch(() => undefined);
    // What follows a refused order to attach fails too, and why, only the order knows. Where it works nevertheless, somebody
    // else is attached whom it must not disturb.
    await this.attached;
    return answer.catch((error: unknown) => {
      throw commandFailure(error);
    });
  }

  async #leave(hold: Hold): Promise<void> {
    if (!this.#holds.delete(hold) || this.#holds.size > 0) return;
    this.#end(() => this.attached.then(() => this.#port.detach(this.#tabId)));
    await this.#detached;
  }

  #end(detach: () => Promise<void>): void {
    if (this.#detached !== undefined) return;
    // Detaching fails when the tab is gone, which is as good.
    this.#detached = detach().catch(() => undefined);
    this.#onOver(this.#detached);
  }
}

/** What a hold has of its debugger. */
interface Share {
  readonly tabId: number;
  readonly send: DebuggerHold['send'];
  readonly leave: () => Promise<void>;
}

class Hold implements DebuggerHold {
  readonly tabId: number;
  readonly #send: DebuggerHold['send'];
  readonly #leave: () => Promise<void>;
  readonly #eventListeners = new Set<(event: DebuggerEvent) => void>();
  readonly #lossListeners = new Set<(reason: string) => void>();
  readonly #pending = new Set<(failure: DebuggerFailure) => void>();
  #gone: DebuggerFailure | undefined;

  constructor({ tabId, send, leave }: Share) {
    this.tabId = tabId;
    this.#send = send;
    this.#leave = leave;
  }

  send(method: string, params?: object, sessionId?: string): Promise<unknown> {
    if (this.#gone !== undefined) return Promise.reject(this.#gone);
    return new Promise((resolve, reject) => {
      this.#pending.add(reject);
      this.#send(method, params, sessionId)
        .then(resolve, reject)
        .finally(() => this.#pending.delete(reject));
    });
  }

  onEvent(listener: (event: DebuggerEvent) => void): void {
    this.#eventListeners.add(listener);
  }

  onLost(listener: (reason: string) => void): void {
    this.#lossListeners.add(listener);
  }

  hear(event: DebuggerEvent): void {
    for (const listener of this.#eventListeners) listener(event);
  }

  lose(reason: string): void {
    this.#end(new DebuggerFailure(LOSSES[reason] ?? 'detached', reason));
    for (const listener of this.#lossListeners) listener(reason);
  }

  async release(): Promise<void> {
    this.#end(new DebuggerFailure('detached', 'released'));
    await this.#leave();
  }

  #end(failure: DebuggerFailure): void {
    this.#gone ??= failure;
    for (const reject of this.#pending) reject(failure);
    this.#pending.clear();
  }
}
