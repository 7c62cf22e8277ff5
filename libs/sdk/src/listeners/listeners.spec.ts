import { OttoError } from '@otto/protocol';
import { WebSocket } from 'ws';
import { FakeRelay, type CommandFrame } from '../../test/fake-relay';
import { OttoClient } from '../otto-client';
import type { Subscription } from './subscription';
import type { Gap } from './update';

const CAPTURE = {
  listener: 'network.http_intercept',
  options: { tabSessionId: 'ts_1', site: 'reddit.com' },
} as const;

let relay: FakeRelay;
let otto: OttoClient;

beforeEach(async () => {
  relay = await FakeRelay.start();
  otto = new OttoClient({ relayUrl: relay.url, tokens: relay.tokens.make(), webSocket: WebSocket });
});
afterEach(async () => {
  await otto.close();
  await relay.stop();
});

function update(requestId: string, data: unknown): void {
  relay.sendEvent(requestId, { type: 'listener_update', updateType: 'network.response', data });
}

/** The commands of this action, as the relay got them. */
function sent(action: string): CommandFrame[] {
  return relay.commands().filter(({ payload }) => payload.action === action);
}

function next<K extends 'gap' | 'restored' | 'end'>(subscription: Subscription<never>, type: K): Promise<unknown> {
  return new Promise((resolve) => {
    const stop = subscription.on(type, (value) => {
      stop();
      resolve(value);
    });
  });
}

const read = async <T>(iterable: AsyncIterable<T>, count: number): Promise<T[]> => {
  const values: T[] = [];
  for await (const value of iterable) if (values.push(value) === count) break;
  return values;
};

describe('listeners.subscribe', () => {
  it('sends what the protocol asks for, and is known by the requestId of that', async () => {
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE);
    const [frame] = sent('listener.subscribe');
    expect(frame).toMatchObject({
      requestId: subscription.requestId,
      payload: { targetNodeId: 'node_a', payload: CAPTURE },
    });
    expect(otto.listeners.active).toEqual([subscription]);
  });

  it('throws what relay or node answered, and keeps nothing', async () => {
    relay.onCommand = ({ error }) => error('node_offline');
    await expect(otto.listeners.subscribe('node_a', CAPTURE)).rejects.toMatchObject({ code: 'node_offline' });
    expect(otto.listeners.active).toEqual([]);
  });

  it('tells updates by event and to readers, also those that came before the first reading', async () => {
    relay.onCommand = ({ result, frame }) => {
      result({});
      update(frame.requestId, 1);
      update(frame.requestId, 2);
    };
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE);
    const heard: unknown[] = [];
    subscription.on('update', ({ data }) => heard.push(data));
    expect((await read(subscription, 2)).map(({ data, requestId }) => [data, requestId])).toEqual([
      [1, subscription.requestId],
      [2, subscription.requestId],
    ]);
    update(subscription.requestId, 3);
    expect(await read(subscription, 1)).toMatchObject([{ data: 3, updateType: 'network.response' }]);
    expect(heard.at(-1)).toBe(3);
  });

  it('keeps the newest for a slow reader, and tells how many it has missed', async () => {
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE, { maxBuffered: 2 });
    const gaps: Gap[] = [];
    subscription.on('gap', (gap) => gaps.push(gap));
    const last = new Promise<void>((resolve) =>
      subscription.on('update', ({ data }) => data === (5 as never) && resolve()),
    );
    for (const n of [1, 2, 3, 4, 5]) update(subscription.requestId, n);
    await last;
    expect((await read(subscription, 2)).map(({ data }) => data)).toEqual([4, 5]);
    expect(gaps).toEqual([{ reason: 'slow_reader', dropped: 3 }]);
  });
});

describe('the end of a subscription', () => {
  it('is had by unsubscribe: the node is told, reading ends', async () => {
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE);
    const reading = read(subscription, Infinity);
    const { requestId } = subscription;
    await subscription.unsubscribe();
    expect(sent('listener.unsubscribe')).toMatchObject([{ payload: { payload: { targetRequestId: requestId } } }]);
    expect(await reading).toEqual([]);
    expect(await subscription.ended).toBeUndefined();
    expect(otto.listeners.active).toEqual([]);
  });

  it('is had by its signal', async () => {
    const caller = new AbortController();
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE, { signal: caller.signal });
    caller.abort();
    expect(await subscription.ended).toBeUndefined();
    await relay.frame(({ payload }) => payload.action === 'listener.unsubscribe');
  });

  it('is had by its requestId', async () => {
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE);
    await expect(otto.listeners.unsubscribe(subscription.requestId)).resolves.toBe(true);
    expect(otto.listeners.active).toEqual([]);
  });

  it('can be asked for although another program subscribed, which the relay judges', async () => {
    relay.onCommand = ({ error }) => error('listener_owner_mismatch');
    const unsubscribing = otto.listeners.unsubscribe('req_other', { nodeId: 'node_a' });
    await expect(unsubscribing).rejects.toMatchObject({ code: 'listener_owner_mismatch' });
    await expect(otto.listeners.unsubscribe('req_none')).rejects.toMatchObject({ code: 'listener_not_found' });
  });

  it('comes while it is being subscribed: the command is cancelled', async () => {
    const caller = new AbortController();
    let fail = (): void => undefined;
    relay.onCommand = ({ error }) => {
      fail = () => error('command_cancelled');
      caller.abort();
    };
    relay.onCancel = () => fail();
    const subscribing = otto.listeners.subscribe('node_a', CAPTURE, { signal: caller.signal });
    await expect(subscribing).rejects.toMatchObject({ code: 'command_cancelled' });
  });

  it('comes with the last thing that a capture tells', async () => {
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE);
    relay.sendEvent(subscription.requestId, { type: 'listener_update', updateType: 'network.detached', data: {} });
    expect(await read(subscription, Infinity)).toMatchObject([{ updateType: 'network.detached' }]);
  });

  it('comes when the grant is taken back, and is thrown to the reader', async () => {
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE);
    relay.sendEvent(subscription.requestId, { type: 'listener_ended', code: 'acl_missing_node_grant' });
    await expect(read(subscription, 1)).rejects.toMatchObject({ code: 'acl_missing_node_grant' });
    expect(await subscription.ended).toMatchObject({ code: 'acl_missing_node_grant' });
  });

  it('comes when the client is closed', async () => {
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE);
    await otto.close();
    expect(await subscription.ended).toMatchObject({ code: 'connection_lost' });
  });
});

describe('a subscription after an interruption', () => {
  it('is made again when the connection is back, with a gap', async () => {
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE);
    const before = subscription.requestId;
    const [gap, restored] = [next(subscription as never, 'gap'), next(subscription as never, 'restored')];
    relay.drop();
    expect(await gap).toMatchObject({ reason: 'interrupted', error: { code: 'connection_lost' } });
    expect(await restored).toEqual({ requestId: subscription.requestId });
    expect(subscription.requestId).not.toBe(before);
    update(subscription.requestId, 'after');
    expect(await read(subscription, 1)).toMatchObject([{ data: 'after' }]);
  });

  it('is made again when its node is back', async () => {
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE);
    relay.onCommand = ({ error, result }) =>
      sent('listener.subscribe').length < 4 ? error('node_offline') : result({});
    const restored = next(subscription as never, 'restored');
    relay.sendEvent(subscription.requestId, { type: 'listener_ended', code: 'node_disconnected' });
    await restored;
    expect(sent('listener.subscribe')).toHaveLength(4);
  });

  it('ends when its tab is gone with the browser', async () => {
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE);
    relay.onCommand = ({ error }) => error('unknown_tab_session');
    relay.sendEvent(subscription.requestId, { type: 'listener_ended', code: 'node_disconnected' });
    expect(await subscription.ended).toMatchObject({ code: 'unknown_tab_session' });
  });

  it('ends with the loss when it does not come back in its time', async () => {
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE, { restoreForMs: 300 });
    relay.onCommand = ({ error }) => error('node_offline');
    relay.sendEvent(subscription.requestId, { type: 'listener_ended', code: 'node_disconnected' });
    expect(await subscription.ended).toMatchObject({ code: 'node_disconnected' });
  });

  it('ends with the first loss when that is wanted', async () => {
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE, { restoreForMs: 0 });
    relay.drop();
    expect(await subscription.ended).toEqual(new OttoError('connection_lost'));
    expect(sent('listener.subscribe')).toHaveLength(1);
  });

  it('can be unsubscribed while it is away', async () => {
    const subscription = await otto.listeners.subscribe('node_a', CAPTURE);
    relay.refuseUpgradeWith = 503;
    const gap = next(subscription as never, 'gap');
    relay.drop();
    await gap;
    await subscription.unsubscribe();
    expect(await subscription.ended).toBeUndefined();
  });
});
