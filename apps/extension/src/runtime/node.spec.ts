import { makeFrame, type Envelope } from '@otto/protocol';
import { WebSocket } from 'ws';
import { closeTab } from '../actions/tab/close';
import { openTab } from '../actions/tab/open';
import { queryTabs } from '../actions/tab/query';
import type { FromLink, ToLink } from './link/link-messages';
import { OffscreenLink } from './link/offscreen-link';
import type { Port } from './link/port';
import { RelayHttp } from './link/relay-http';
import type { Socket } from './link/socket';
import type { NodeStatus } from './node-status';
import { FakeBrowser } from './testing/fake-browser';
import { FakeRelay } from './testing/fake-relay';
import { MemoryStore } from './testing/memory-store';
import { FakeDebugger } from './debugger/testing/fake-debugger';
import { NodeRuntime } from './worker/node-runtime';

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
class Node {
  readonly browser = new FakeBrowser();
  readonly local = new MemoryStore();
  readonly session = new MemoryStore();
  #document: OffscreenLink | undefined;
  #worker: NodeRuntime | undefined;
  #ends: PortEnd<ToLink, FromLink>[] = [];

  constructor() {
    this.browser.onOrder = (tabId) => queueMicrotask(() => this.browser.load(tabId));
  }

  /** What the browser does for any event when the worker is not running. */
  get worker(): NodeRuntime {
    this.#worker ??= new NodeRuntime({
      actions: [openTab, closeTab, queryTabs],
      bundles: [],
      validate: () => undefined,
      browser: this.browser,
      debugger: new FakeDebugger(),
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

describe('a node', () => {
  let relay: FakeRelay;
  let node: Node;

  beforeEach(async () => {
    relay = await FakeRelay.start();
    relay.approved = true;
    node = new Node();
    await node.worker.start();
  });
  afterEach(async () => {
    await node.set({ relayUrl: '' });
    await relay.stop();
  });

  const connect = async (): Promise<void> => {
    await node.set({ relayUrl: relay.url, connect: true });
    await relay.next('auth');
  };
  const command = (action: string, requestId: string, payload: object = {}): Envelope =>
    makeFrame('controller', 'command', requestId, { action, payload: { __controllerClientId: 'clt_1', ...payload } });
  const run = async (...args: Parameters<typeof command>): Promise<Record<string, unknown>> => {
    const { requestId } = command(...args);
    const answered = relay.next('result', 'error');
    relay.send(command(...args));
    const { frame } = await answered;
    expect(frame.requestId).toBe(requestId);
    return frame.payload;
  };

  it('shows that it needs a relay URL', async () => {
    expect(await node.status()).toMatchObject({ state: 'needs_relay_url' });
  });

  it('pairs, connects and keeps its tokens when it is given a relay URL', async () => {
    await connect();
    const { relayUrl, tokens } = await node.local.get();
    expect(relayUrl).toBe(relay.url);
    expect(tokens).toEqual({ accessToken: 'access-1', refreshToken: 'refresh-1', relayUrl: relay.url });
  });

  it('says hello with the actions that it can do', async () => {
    await connect();
    expect((await relay.next('hello')).frame.payload).toMatchObject({
      capabilities: ['primitive.tab.open', 'primitive.tab.close', 'primitive.tab.query'],
    });
  });

  it('runs commands and answers the relay', async () => {
    await connect();
    expect(await run('primitive.tab.open', 'req-1', { url: 'http://site/' })).toMatchObject({ ok: true });
    expect(await run('primitive.tab.explode', 'req-2')).toMatchObject({ code: 'unsupported_action' });
  });

  it('runs the next command after its worker was killed, and still knows its tabs', async () => {
    await connect();
    const opened = await run('primitive.tab.open', 'req-1', { url: 'http://site/' });
    node.killWorker();
    expect(await run('primitive.tab.query', 'req-2')).toMatchObject({
      data: { tabs: [{ tabSessionId: (opened.data as { tabSessionId: string }).tabSessionId, owned: true }] },
    });
  });

  it('ends a command that its worker took to its grave', async () => {
    await connect();
    const isOrdered = new Promise<void>((resolve) => (node.browser.onOrder = () => resolve()));
    const answer = run('primitive.tab.open', 'req-1', { url: 'http://site/' });
    await isOrdered;
    await new Promise((resolve) => setImmediate(resolve));
    node.killWorker();
    expect(await answer).toMatchObject({ code: 'node_restarted', commandOutcome: 'failed' });
  });

  it('shows at once who asks for access, and stops showing it when the user has decided', async () => {
    await connect();
    const asking = { clientId: 'clt_1', name: 'agent', description: 'reads', avatarSeed: '', granted: false };
    relay.answers.set('/api/controller/access', { nodeId: 'node_1', clients: [{ ...asking, requestedAt: 1 }] });
    relay.send(makeFrame('relay', 'event', 'event-1', { type: 'access_requested', ...asking }));
    await node.until(({ requests }) => requests === 1);
    relay.answers.set('/api/controller/access', { nodeId: 'node_1', clients: [] });
    await node.worker.access.decide({ clientId: 'clt_1', grant: false });
    expect(await node.status()).not.toHaveProperty('requests');
  });

  it('stops what it is told to stop', async () => {
    await connect();
    node.browser.onOrder = () =>
      relay.send(makeFrame('relay', 'command_cancel', 'cancel-1', { targetRequestId: 'req-1' }));
    expect(await run('primitive.tab.open', 'req-1', { url: 'http://site/' })).toMatchObject({
      code: 'command_cancelled',
      commandOutcome: 'cancelled',
    });
  });
});
