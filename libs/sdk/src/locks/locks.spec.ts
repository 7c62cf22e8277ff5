import { WebSocket } from 'ws';
import { FakeRelay, type CommandFrame, type Reply } from '../../test/fake-relay';
import { OttoClient } from '../otto-client';

let relay: FakeRelay;
let otto: OttoClient;

beforeEach(async () => {
  relay = await FakeRelay.start();
  relay.onLock = grant;
  otto = new OttoClient({ relayUrl: relay.url, tokens: relay.tokens.make(), webSocket: WebSocket });
});
afterEach(async () => {
  jest.useRealTimers();
  await otto.close();
  await relay.stop();
});

function grant({ frame, event }: Reply): void {
  const isRenewal = sent('tab_lock').length > 1;
  if (frame.messageType === 'tab_unlock') event({ type: 'lock_released' });
  else event({ type: isRenewal ? 'lock_renewed' : 'lock_acquired' });
}

function sent(messageType: string): CommandFrame[] {
  return relay.frames.filter((frame) => frame.messageType === messageType);
}

/** Timers of the spec's own, while sockets stay real. */
async function connectWithFakeTimers(): Promise<void> {
  await otto.connect();
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask'] });
}

const lost = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason)));

describe('locks.acquire', () => {
  it('sends what the protocol asks for, and gives a lease', async () => {
    const options = { leaseMs: 60_000, waitPolicy: 'wait_with_timeout', timeoutMs: 5_000 } as const;
    const lease = await otto.locks.acquire('node_a', 'ts_1', options);
    expect(sent('tab_lock')).toMatchObject([
      {
        payload: {
          targetNodeId: 'node_a',
          tabSessionId: 'ts_1',
          lockLeaseMs: 60_000,
          waitPolicy: 'wait_with_timeout',
        },
      },
    ]);
    expect(lease).toMatchObject({ nodeId: 'node_a', tabSessionId: 'ts_1', isHeld: true });
    expect(lease.lost.aborted).toBe(false);
    await lease.release();
  });

  it('throws what the relay refuses it with', async () => {
    relay.onLock = ({ error, event }) => {
      event({ type: 'lock_conflict' });
      error('tab_locked');
    };
    await expect(otto.locks.acquire('node_a', 'ts_1')).rejects.toMatchObject({ code: 'tab_locked' });
  });

  it('can be given up while it waits: the relay is told', async () => {
    const caller = new AbortController();
    let fail = (): void => undefined;
    relay.onLock = ({ error }) => {
      fail = () => error('command_cancelled');
      caller.abort();
    };
    relay.onCancel = () => fail();
    const acquiring = otto.locks.acquire('node_a', 'ts_1', { signal: caller.signal });
    await expect(acquiring).rejects.toMatchObject({ code: 'command_cancelled' });
  });
});

describe('two leases of one client on one tab', () => {
  it('exclude each other, although the relay would take the second for a renewal', async () => {
    const lease = await otto.locks.acquire('node_a', 'ts_1');
    await expect(otto.locks.acquire('node_a', 'ts_1')).rejects.toMatchObject({ code: 'tab_locked' });
    await expect(
      otto.locks.acquire('node_a', 'ts_1', { waitPolicy: 'wait_with_timeout', timeoutMs: 100 }),
    ).rejects.toMatchObject({ code: 'lock_timeout' });
    await lease.release();
    await (await otto.locks.acquire('node_a', 'ts_1')).release();
  });

  it('are given one after the other to those who wait', async () => {
    const first = await otto.locks.acquire('node_a', 'ts_1');
    const waiting = otto.locks.acquire('node_a', 'ts_1', { waitPolicy: 'wait_with_timeout' });
    await first.release();
    const second = await waiting;
    expect([first.isHeld, second.isHeld]).toEqual([false, true]);
    await second.release();
  });

  it('are two when the tabs are', async () => {
    const leases = await Promise.all(['ts_1', 'ts_2'].map((tab) => otto.locks.acquire('node_a', tab)));
    await Promise.all(leases.map((lease) => lease.release()));
    expect(sent('tab_unlock')).toHaveLength(2);
  });
});

describe('a lease', () => {
  it('renews itself every third of its time, until it is released', async () => {
    await connectWithFakeTimers();
    const lease = await otto.locks.acquire('node_a', 'ts_1', { leaseMs: 3_000 });
    const renewed = relay.frame((frame) => frame.messageType === 'tab_lock' && sent('tab_lock').length === 2);
    jest.advanceTimersByTime(1_000);
    await renewed;
    await lease.release();
    jest.advanceTimersByTime(10_000);
    expect(lease.lost.aborted).toBe(false);
    expect(sent('tab_lock')).toHaveLength(2);
    expect(sent('tab_unlock')).toHaveLength(1);
  });

  it('is lost when no renewal is confirmed in its time', async () => {
    await connectWithFakeTimers();
    const lease = await otto.locks.acquire('node_a', 'ts_1', { leaseMs: 3_000 });
    relay.onLock = () => undefined;
    const losing = lost(lease.lost);
    jest.advanceTimersByTime(3_000);
    expect(await losing).toMatchObject({ code: 'lock_not_found' });
    expect(lease.isHeld).toBe(false);
  });

  it('is lost when the relay refuses to renew it', async () => {
    const lease = await otto.locks.acquire('node_a', 'ts_1', { leaseMs: 90 });
    relay.onLock = ({ error }) => error('acl_missing_node_grant');
    expect(await lost(lease.lost)).toMatchObject({ code: 'acl_missing_node_grant' });
  });

  it('is lost with its connection, and is not taken again in silence', async () => {
    const lease = await otto.locks.acquire('node_a', 'ts_1');
    relay.drop();
    expect(await lost(lease.lost)).toMatchObject({ code: 'connection_lost' });
    await lease.release();
    expect(sent('tab_lock')).toHaveLength(1);
    expect(sent('tab_unlock')).toHaveLength(0);
  });

  it('is lost when the relay says that it has expired', async () => {
    const lease = await otto.locks.acquire('node_a', 'ts_1');
    relay.sendEvent('req_x', { type: 'lock_expired', targetNodeId: 'node_a', tabSessionId: 'ts_2' });
    relay.sendEvent('req_x', { type: 'lock_expired', targetNodeId: 'node_a', tabSessionId: 'ts_1' });
    expect(await lost(lease.lost)).toMatchObject({ code: 'lock_not_found', details: { tabSessionId: 'ts_1' } });
  });

  it('is released at the end of its block, once', async () => {
    const lease = await otto.locks.acquire('node_a', 'ts_1');
    await lease[Symbol.asyncDispose]();
    await lease.release();
    expect(sent('tab_unlock')).toHaveLength(1);
    await lease.ended;
  });
});
