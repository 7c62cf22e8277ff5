import type { LogEntry } from '@otto/protocol';
import type { Gap, LogFollow, OttoClient, Subscription, Update } from '@otto/sdk';
import { SdkWorld } from './sdk-world';

const CAPTURE = {
  listener: 'network.http_intercept',
  options: { tabSessionId: 'ts_1', site: 'reddit.com' },
} as const;

let world: SdkWorld;
let otto: OttoClient;
/** By which the relay's clock is ahead. */
let aheadMs: number;

beforeEach(async () => {
  aheadMs = 0;
  world = await SdkWorld.create({ clock: () => Date.now() + aheadMs });
  world.node.play = (command, { requestId }) =>
    command.action === 'listener.subscribe' ? { listener: CAPTURE.listener, requestId } : {};
  otto = world.connect();
});
afterEach(() => world.end());

function query(client: OttoClient = otto, requestId?: string): Promise<unknown> {
  return client.commands.send('primitive.tab.query', {}, { nodeId: 'node_a', requestId, maxRetries: 0 });
}

/** The relay's own word about this client. */
function write(type: string): void {
  world.relay.log.write({ level: 'info', source: 'relay', type, clientId: world.client.clientId });
}

/** Reads up to this entry. */
async function readUntil(entries: AsyncIterator<LogEntry>, isIt: (entry: LogEntry) => boolean): Promise<LogEntry[]> {
  const read: LogEntry[] = [];
  for (;;) {
    const entry = (await entries.next()).value as LogEntry;
    read.push(entry);
    if (isIt(entry)) return read;
  }
}

function endOf(id: string): (entry: LogEntry) => boolean {
  return ({ requestId, type }) => requestId === id && type === 'command_ended';
}

function restored(standing: LogFollow | Subscription<never>): Promise<void> {
  return new Promise((resolve) => (standing as LogFollow).on('restored', () => resolve()));
}

describe('logs.follow', () => {
  it('goes on over a restart of the relay, without losing or repeating an entry', async () => {
    const follow = otto.logs.follow();
    const entries = follow[Symbol.asyncIterator]();
    const gaps: Gap[] = [];
    follow.on('gap', (gap) => gaps.push(gap));
    await follow.started;
    await query(otto, 'req_before');
    const before = await readUntil(entries, endOf('req_before'));

    const start = await world.stopRelay();
    await start();
    // Another process of the same client is faster to come back, and its entries are written unheard.
    await world.node.connect(world.relay.wsUrl);
    await query(world.connect(), 'req_between');
    await follow.started;
    await query(otto, 'req_after');
    const after = await readUntil(entries, endOf('req_after'));

    const told = [...before, ...after].map(({ id }) => id);
    const listed = (await otto.logs.list()).map(({ id }) => id);
    const [first, last] = [listed.indexOf(told[0]!), listed.indexOf(told.at(-1)!)];
    expect(told).toEqual(listed.slice(first, last + 1));
    expect(after.map(({ requestId }) => requestId)).toContain('req_between');
    expect(gaps).toEqual([]);
  });

  it('goes on when its access token has ended meanwhile', async () => {
    const follow = otto.logs.follow();
    const entries = follow[Symbol.asyncIterator]();
    await follow.started;
    write('while the token held');
    await readUntil(entries, ({ type }) => type === 'while the token held');
    aheadMs = 16 * 60_000;
    write('after its end');
    await readUntil(entries, ({ type }) => type === 'after its end');
    const back = restored(follow);
    const start = await world.stopRelay();
    await start();
    await back;
    write('on a session with a new one');
    await readUntil(entries, ({ type }) => type === 'on a session with a new one');
  });

  it('ends when the client is removed', async () => {
    const follow = otto.logs.follow();
    await follow.started;
    await world.connect().clients.remove(world.client.clientId);
    expect(await follow.ended).toMatchObject({ code: 'controller_revoked' });
  });

  it('ends with what it was lost with when the relay does not come back', async () => {
    const follow = otto.logs.follow({}, { restoreForMs: 500 });
    await follow.started;
    const start = await world.stopRelay();
    expect(await follow.ended).toMatchObject({ code: 'connection_lost' });
    await start();
  });
});

describe('listeners.subscribe', () => {
  let subscription: Subscription<unknown>;
  let updates: AsyncIterator<Update>;
  beforeEach(async () => {
    subscription = (await otto.listeners.subscribe('node_a', CAPTURE)) as Subscription<unknown>;
    updates = subscription[Symbol.asyncIterator]();
  });

  async function tellsWhatIsCaptured(data: string): Promise<void> {
    world.node.captured(
      world.node.commands.findLast(({ payload }) => payload.action === 'listener.subscribe')!.requestId,
      data,
    );
    expect((await updates.next()).value).toMatchObject({ data, requestId: subscription.requestId });
  }

  it('goes on when its node was away', async () => {
    await tellsWhatIsCaptured('before');
    const gap = new Promise((resolve) => subscription.on('gap', resolve));
    await world.node.vanish();
    expect(await gap).toMatchObject({ reason: 'interrupted', error: { code: 'node_disconnected' } });
    const back = restored(subscription as never);
    await world.node.connect(world.relay.wsUrl);
    await back;
    await tellsWhatIsCaptured('after');
  });

  it('goes on over a restart of the relay', async () => {
    await tellsWhatIsCaptured('before');
    const back = restored(subscription as never);
    await world.restartRelay();
    await world.node.connect(world.relay.wsUrl);
    await back;
    await tellsWhatIsCaptured('after');
  });

  it('ends when the owner of the node takes the grant back', async () => {
    await world.relay.grant(world.client, world.node.identity, { grant: false });
    expect(await subscription.ended).toMatchObject({ code: 'acl_missing_node_grant' });
  });

  it('has the node stop when it is unsubscribed', async () => {
    await subscription.unsubscribe();
    const unsubscribe = world.node.commands.at(-1)!;
    expect(unsubscribe.payload).toMatchObject({ action: 'listener.unsubscribe' });
    await expect(otto.listeners.unsubscribe(subscription.requestId, { nodeId: 'node_a' })).rejects.toMatchObject({
      code: 'listener_not_found',
    });
  });
});

describe('the stream of a test', () => {
  const TEST = { site: 'reddit.com', command: 'getChatMessages' };
  beforeEach(() => {
    world.node.play = ({ action }, { requestId }) =>
      action === 'command.test' ? { stream: { listeners: [CAPTURE] } } : { requestId };
  });

  it('is joined by what the test declares, told, and cancelled as one', async () => {
    const { stream } = await otto.commands.test(TEST, { nodeId: 'node_a', tabSessionId: 'ts_1' });
    world.node.captured(world.node.commands.at(-1)!.requestId, 'hello');
    expect((await stream![Symbol.asyncIterator]().next()).value).toMatchObject({ data: 'hello' });
    const told = world.node.command('listener.unsubscribe');
    await stream!.cancel();
    await told;
    expect(await stream!.ended).toBeUndefined();
    const ended = await otto.logs.list({ requestId: stream!.requestId });
    expect(ended.length).toBeGreaterThan(0);
  });

  it('goes on when its node was away', async () => {
    const { stream } = await otto.commands.test(TEST, { nodeId: 'node_a', tabSessionId: 'ts_1' });
    await world.node.vanish();
    const back = new Promise((resolve) => stream!.on('restored', resolve));
    await world.node.connect(world.relay.wsUrl);
    await back;
    world.node.captured(world.node.commands.at(-1)!.requestId, 'again');
    expect((await stream![Symbol.asyncIterator]().next()).value).toMatchObject({ data: 'again' });
  });
});

describe('the time of a site command', () => {
  it('is that of its descriptor, asked of the node once', async () => {
    const timeoutPolicy = { defaultMs: 45_000 };
    const descriptor = { site: 'x.test', id: 'c', displayName: 'C', requiresAuth: false, timeoutPolicy };
    world.node.play = ({ action }) => (action === 'command.list' ? { commands: [descriptor] } : { ok: 1 });
    const tab = otto.tabs.attach('node_a', 'ts_1');
    await expect(tab.run({ site: 'x.test', command: 'c' })).resolves.toEqual({ ok: 1 });
    await tab.run({ site: 'x.test', command: 'c' });
    expect(world.node.commands.map(({ payload }) => [payload.action, payload.timeoutMs])).toEqual([
      ['command.list', 5_000],
      ['command.run', 45_000],
      ['command.run', 45_000],
    ]);
  });
});

describe('commands in flight when the relay restarts', () => {
  it('are sent again where that is safe, and end as outcome_unknown where it is not', async () => {
    world.node.play = () => undefined;
    const on = { nodeId: 'node_a', tabSessionId: 'ts_1' };
    const safe = otto.commands.send('primitive.dom.extract_text', {}, { ...on, tabSessionId: 'ts_2' });
    const unsafe = otto.commands.run({ site: 'x.test', command: 'c' }, { ...on, timeoutMs: 20_000 });
    const unknown = expect(unsafe).rejects.toMatchObject({ code: 'outcome_unknown' });
    await Promise.all(['command.run', 'primitive.dom.extract_text'].map((name) => world.node.command(name)));
    const start = await world.stopRelay();
    await unknown;
    world.node.play = () => ({ text: 'again' });
    await start();
    await world.node.connect(world.relay.wsUrl);
    await expect(safe).resolves.toMatchObject({ data: { text: 'again' } });
  });
});

describe('leases', () => {
  it('keep other controllers off a tab, for longer than one lease lasts', async () => {
    const renewals: unknown[] = [];
    const lease = await otto.locks.acquire('node_a', 'ts_1', { leaseMs: 150 });
    await new Promise<void>((resolve) => {
      otto.on('event', ({ payload }) => payload.type === 'lock_renewed' && renewals.push(payload) === 6 && resolve());
    });
    const other = world.connect();
    const tab = other.tabs.attach('node_a', 'ts_1');
    await expect(tab.extractText({}, { waitPolicy: 'fail_fast' })).rejects.toMatchObject({ code: 'tab_locked' });
    const waiting = other.locks.acquire('node_a', 'ts_1', { waitPolicy: 'wait_with_timeout' });
    await lease.release();
    await (await waiting).release();
    expect(lease.lost.aborted).toBe(false);
  });

  it('are lost when the relay restarts, which their holder is told', async () => {
    const lease = await otto.locks.acquire('node_a', 'ts_1');
    const lost = new Promise((resolve) => lease.lost.addEventListener('abort', () => resolve(lease.lost.reason)));
    await world.restartRelay();
    expect(await lost).toMatchObject({ code: 'connection_lost' });
  });
});
