import { WebSocket } from 'ws';
import type { AnyAction } from '../../actions/action';
import { FakeDebugger } from '../debugger/testing/fake-debugger';
import type { FromLink, ToLink } from '../link/link-messages';
import { OffscreenLink } from '../link/offscreen-link';
import type { Port } from '../link/port';
import { RelayHttp } from '../link/relay-http';
import type { Socket } from '../link/socket';
import type { NodeStatus } from '../node-status';
import { NodeRuntime } from '../worker/node-runtime';
import { FakeBrowser } from './fake-browser';
import { MemoryStore } from './memory-store';

/** One end of a line in memory, which delivers like the browser does: later, in order, and nothing to the dead. */
class PortEnd<Outgoing, Incoming> implements Port<Outgoing, Incoming> {
  other!: PortEnd<Incoming, Outgoing>;
  isGone = false;
  #onMessage: (message: Incoming) => void = () => undefined;
  #onGone: () => void = () => undefined;

  post(message: Outgoing): void {
    if (this.isGone) throw new Error('Attempting to use a disconnected port object');
    setImmediate(() => !this.other.isGone && this.other.#onMessage(JSON.parse(JSON.stringify(message)) as Outgoing));
  }
  onMessage(listener: (message: Incoming) => void): void {
    this.#onMessage = listener;
  }
  onGone(listener: () => void): void {
    this.#onGone = listener;
  }
  /** This end dies; the other one hears of it. */
  die(): void {
    this.isGone = this.other.isGone = true;
    setImmediate(() => this.other.#onGone());
  }
}

/** Both halves of a node with a browser and storage in memory, against a relay over real sockets. */
export class NodeLab {
  readonly browser = new FakeBrowser();
  readonly local = new MemoryStore();
  readonly session = new MemoryStore();
  readonly #actions: readonly AnyAction[];
  /** Attachments outlive a worker, but what was asked of them in its life does not. */
  debugger = new FakeDebugger();
  #document: OffscreenLink | undefined;
  #worker: NodeRuntime | undefined;
  #ends: PortEnd<ToLink, FromLink>[] = [];

  constructor(actions: readonly AnyAction[]) {
    this.#actions = actions;
    this.browser.onOrder = (tabId) => queueMicrotask(() => this.browser.load(tabId));
  }

  /** What the browser does for any event when the worker is not running. */
  get worker(): NodeRuntime {
    this.#worker ??= new NodeRuntime({
      actions: this.#actions,
      bundles: [],
      validate: () => undefined,
      browser: this.browser,
      debugger: this.debugger,
      local: this.local,
      session: this.session,
      document: {
        exists: () => Promise.resolve(this.#document !== undefined),
        knock: () => Promise.resolve(true),
        create: () => Promise.resolve(this.#openDocument()),
        close: () => Promise.resolve(),
      },
      badge: { show: () => undefined },
    });
    return this.#worker;
  }

  async set(values: Record<string, unknown>): Promise<void> {
    await this.local.set(values);
    await this.worker.identityChanged();
  }

  killWorker(): void {
    this.#worker = undefined;
    this.debugger = new FakeDebugger([...this.debugger.attached]);
    for (const end of this.#ends.splice(0)) end.die();
  }

  async status(): Promise<NodeStatus | undefined> {
    return (await this.session.get(['status'])).status as NodeStatus | undefined;
  }

  /** Waits until the published status is the wanted one. */
  async until(isWanted: (status: NodeStatus) => boolean): Promise<void> {
    for (;;) {
      const changed = this.session.changed();
      const status = await this.status();
      if (status !== undefined && isWanted(status)) return;
      await changed;
    }
  }

  #openDocument(): void {
    this.#document = new OffscreenLink({
      openPort: () => this.#openPort(),
      openSocket: (url) => new WebSocket(url).on('error', () => undefined) as unknown as Socket,
      http: (baseUrl) => new RelayHttp(baseUrl),
    });
    this.#document.start();
  }

  #openPort(): PortEnd<FromLink, ToLink> {
    const [mine, theirs] = [new PortEnd<FromLink, ToLink>(), new PortEnd<ToLink, FromLink>()];
    [mine.other, theirs.other] = [theirs, mine];
    this.#ends.push(theirs);
    this.worker.attach(theirs);
    return mine;
  }
}
