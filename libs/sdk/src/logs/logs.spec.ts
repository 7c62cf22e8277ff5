import type { LogEntry } from '@otto/protocol';
import { WebSocket } from 'ws';
import { FakeRelay, type CommandFrame, type Reply } from '../../test/fake-relay';
import { OttoClient } from '../otto-client';
import type { Gap } from '../listeners/update';
import type { LogFollow } from './log-follow';

let relay: FakeRelay;
let otto: OttoClient;

beforeEach(async () => {
  relay = await FakeRelay.start();
  otto = new OttoClient({
    relayUrl: relay.url,
    tokens: relay.tokens.make(),
    operatorToken: 'operator',
    webSocket: WebSocket,
  });
});
afterEach(async () => {
  await otto.close();
  await relay.stop();
});

/** Long after now, when the spec begins to follow. */
const FUTURE = Date.UTC(2100, 0);

/** The n-th entry, of the n-th second. */
function entry(n: number, more: Partial<LogEntry> = {}): LogEntry {
  const timestamp = new Date(FUTURE + n * 1000).toISOString();
  return { id: `log_${n}`, timestamp, level: 'info', source: 'relay', type: 'spec', ...more };
}

/** Writes an entry into the log and tells whoever follows. */
function write(written: LogEntry): void {
  relay.rest.logs.push(written);
  tell(written);
}

/** Tells whoever follows of an entry. */
function tell(written: LogEntry): void {
  const { requestId } = relay.frames.findLast(({ payload }) => payload.type === 'logs_subscribe')!;
  relay.sendEvent(requestId, { type: 'log', entry: written });
}

async function ids(entries: AsyncIterable<LogEntry>, count: number): Promise<string[]> {
  const found: string[] = [];
  for await (const { id } of { [Symbol.asyncIterator]: () => ({ next: () => iterator(entries).next() }) }) {
    if (found.push(id) === count) break;
  }
  return found;
}

/** Reading on after the loop is left, which `for await` over a follow itself would end. */
const iterators = new WeakMap<object, AsyncIterator<LogEntry>>();
function iterator(entries: AsyncIterable<LogEntry>): AsyncIterator<LogEntry> {
  const known = iterators.get(entries) ?? entries[Symbol.asyncIterator]();
  iterators.set(entries, known);
  return known;
}

function restored(follow: LogFollow): Promise<unknown> {
  return new Promise((resolve) => follow.on('restored', resolve));
}

describe('logs.list, status and export', () => {
  it('ask the relay what was asked', async () => {
    relay.rest.logs = [entry(1), entry(2)];
    await expect(otto.logs.list({ since: new Date(FUTURE + 2000), level: 'warn', latest: 5 })).resolves.toEqual([
      entry(2),
    ]);
    await expect(otto.logs.status({ nodeId: 'node_a' })).resolves.toMatchObject({ totalEvents: 2 });
    expect(relay.rest.requests).toEqual([
      'GET /api/logs?level=warn&latest=5&since=2100-01-01T00%3A00%3A02.000Z',
      'GET /api/logs/status?nodeId=node_a',
    ]);
  });

  it('read as the owner of the relay where that is wanted', async () => {
    relay.tokens.accepts = (token) => token === 'operator';
    await expect(otto.logs.list({}, { asOperator: true })).resolves.toEqual([]);
  });

  it('give the export line by line', async () => {
    relay.rest.logs = [entry(1), entry(2, { type: 'zoë' })];
    const lines: string[] = [];
    for await (const line of otto.logs.export()) lines.push(line);
    expect(lines.map((line) => JSON.parse(line) as LogEntry)).toEqual(relay.rest.logs);
  });

  it('ask again when the relay says that it is not ready, three times in all', async () => {
    relay.rest.unavailable = 2;
    await expect(otto.logs.list()).resolves.toEqual([]);
    relay.rest.unavailable = 3;
    await expect(otto.logs.list()).rejects.toMatchObject({ code: 'relay_starting' });
  });
});

describe('logs.follow', () => {
  it('tells what is written from now on', async () => {
    relay.rest.logs = [entry(1)];
    const follow = otto.logs.follow({ level: 'info' });
    await follow.started;
    write(entry(2));
    expect(await ids(follow, 1)).toEqual(['log_2']);
    expect(relay.frames.find(({ messageType }) => messageType === 'event')?.payload).toEqual({
      type: 'logs_subscribe',
      level: 'info',
    });
  });

  it('begins with what is written already, where that is wanted', async () => {
    relay.rest.logs = [entry(1), entry(2)];
    const follow = otto.logs.follow({ since: new Date(FUTURE + 2000) });
    await follow.started;
    write(entry(3));
    expect(await ids(follow, 2)).toEqual(['log_2', 'log_3']);
  });

  it('throws what the relay refuses it with', async () => {
    relay.onLogsSubscribe = ({ error }) => error('forbidden_action');
    await expect(ids(otto.logs.follow(), 1)).rejects.toMatchObject({ code: 'forbidden_action' });
  });

  it('ends with its signal, and with the loop', async () => {
    const caller = new AbortController();
    const follow = otto.logs.follow({}, { signal: caller.signal });
    await follow.started;
    caller.abort();
    expect(await ids(follow, 1)).toEqual([]);
    const looped = otto.logs.follow();
    await looped.started;
    write(entry(1));
    for await (const { id } of looped) if (id === 'log_1') break;
    expect(await looped.ended).toBeUndefined();
  });

  it('goes on after a lost connection without losing or repeating an entry', async () => {
    const follow = otto.logs.follow();
    await follow.started;
    write(entry(1));
    write(entry(2));
    expect(await ids(follow, 2)).toEqual(['log_1', 'log_2']);
    const gaps: Gap[] = [];
    follow.on('gap', (gap) => gaps.push(gap));
    // Another one of the same millisecond as the last that was told.
    relay.rest.logs.push({ ...entry(2), id: 'log_2b' }, entry(3));
    const back = restored(follow);
    relay.drop();
    await back;
    write(entry(4));
    expect(await ids(follow, 3)).toEqual(['log_2b', 'log_3', 'log_4']);
    expect(gaps).toEqual([]);
  });

  it('tells once what arrives live while the list is read', async () => {
    const follow = otto.logs.follow();
    await follow.started;
    write(entry(1));
    expect(await ids(follow, 1)).toEqual(['log_1']);
    relay.onLogsSubscribe = ({ event }) => {
      event({ type: 'logs_subscribed' });
      write(entry(2));
    };
    relay.drop();
    await restored(follow);
    write(entry(3));
    expect(await ids(follow, 2)).toEqual(['log_2', 'log_3']);
  });

  it('tells once what arrives live only after the list that has it', async () => {
    const follow = otto.logs.follow();
    await follow.started;
    write(entry(1));
    expect(await ids(follow, 1)).toEqual(['log_1']);
    relay.rest.logs.push(entry(2), entry(3), { ...entry(3), id: 'log_3b' });
    const back = restored(follow);
    relay.drop();
    await back;
    for (const late of relay.rest.logs.slice(1)) tell(late);
    write({ ...entry(3), id: 'log_3c' });
    write(entry(4));
    expect(await ids(follow, 5)).toEqual(['log_2', 'log_3', 'log_3b', 'log_3c', 'log_4']);
  });

  it('tells a gap when the list no longer reaches back to where it was', async () => {
    const follow = otto.logs.follow();
    await follow.started;
    write(entry(1));
    expect(await ids(follow, 1)).toEqual(['log_1']);
    const gaps: Gap[] = [];
    follow.on('gap', (gap) => gaps.push(gap));
    relay.rest.logs = [entry(9)];
    const back = restored(follow);
    relay.drop();
    await back;
    expect(gaps).toMatchObject([{ reason: 'interrupted', error: { code: 'connection_lost' } }]);
    expect(await ids(follow, 1)).toEqual(['log_9']);
  });

  it('goes on over the end of its access token', async () => {
    const tokens = relay.tokens.make();
    const [follower] = [new OttoClient({ relayUrl: relay.url, tokens, webSocket: WebSocket })];
    const follow = follower.logs.follow();
    await follow.started;
    relay.tokens.refused.add(tokens.accessToken);
    const back = restored(follow);
    relay.drop();
    await back;
    write(entry(1));
    expect(await ids(follow, 1)).toEqual(['log_1']);
    expect(relay.rest.requests).toContain('POST /api/auth/refresh');
    await follower.close();
  });

  it('is not interrupted by the renewal of a token ahead of its end', async () => {
    relay.tokens.life = 1;
    const follower = new OttoClient({ relayUrl: relay.url, tokens: relay.tokens.make(), webSocket: WebSocket });
    const follow = follower.logs.follow();
    const interruptions: unknown[] = [];
    follow.on('lost', (loss) => interruptions.push(loss));
    await follow.started;
    await relay.frame(({ messageType }) => messageType === 'refresh');
    const isAuth = ({ messageType }: CommandFrame): boolean => messageType === 'auth';
    await relay.frame((frame) => isAuth(frame) && relay.frames.filter(isAuth).length > 1);
    write(entry(1));
    expect(await ids(follow, 1)).toEqual(['log_1']);
    expect(interruptions).toEqual([]);
    await follower.close();
  });

  it('takes a new token when the relay refuses to show the log with the old one', async () => {
    const refusals: Reply[] = [];
    relay.onLogsSubscribe = (reply) => {
      if (refusals.push(reply) === 1) reply.error('invalid_access_token');
      else reply.event({ type: 'logs_subscribed' });
    };
    await otto.logs.follow().started;
    expect(relay.rest.requests).toEqual(['POST /api/auth/refresh']);
    expect(relay.connections).toBe(1);
  });
});

describe('several follows of one client', () => {
  it('share the one subscription of their session: each gets what it asked for', async () => {
    const errors = otto.logs.follow({ level: 'error', nodeId: 'node_a' });
    await errors.started;
    const all = otto.logs.follow({ nodeId: 'node_a' });
    await all.started;
    expect(relay.frames.findLast(({ messageType }) => messageType === 'event')?.payload).toEqual({
      type: 'logs_subscribe',
      nodeId: 'node_a',
    });
    write(entry(1, { nodeId: 'node_a' }));
    write(entry(2, { nodeId: 'node_a', level: 'error' }));
    expect(await ids(all, 2)).toEqual(['log_1', 'log_2']);
    expect(await ids(errors, 1)).toEqual(['log_2']);
  });

  it('leave the relay with nothing to tell when all have ended', async () => {
    const follow = otto.logs.follow();
    await follow.started;
    await follow.close();
    await relay.frame(({ payload }) => payload.type === 'logs_subscribe' && payload.requestId === 'none');
  });
});
