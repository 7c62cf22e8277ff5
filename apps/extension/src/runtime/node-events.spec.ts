import { makeFrame, OttoError, type Envelope } from '@otto/protocol';
import { subscribe } from '../actions/listener/subscribe';
import { openTab } from '../actions/tab/open';
import { queryTabs } from '../actions/tab/query';
import { FakeRelay } from './testing/fake-relay';
import { NodeLab } from './testing/node-lab';

type Payload = Record<string, unknown>;
interface LogEntry {
  readonly type: string;
  readonly requestId?: string;
  readonly status?: string;
}

describe('what a node tells without being asked', () => {
  let relay: FakeRelay;
  let node: NodeLab;
  let tab: { tabId: number; tabSessionId: string };

  beforeEach(async () => {
    relay = await FakeRelay.start();
    relay.approved = true;
    node = new NodeLab([openTab, queryTabs, subscribe]);
    await node.worker.start();
    await node.set({ relayUrl: relay.url, connect: true });
    await relay.next('auth');
    const { data } = await run('primitive.tab.open', 'open', { url: 'http://site.example/' });
    tab = data as typeof tab;
  });
  afterEach(async () => {
    await node.set({ relayUrl: '', logStream: false });
    await relay.stop();
  });

  const send = (action: string, requestId: string, payload: object = {}): void =>
    relay.send(
      makeFrame('controller', 'command', requestId, { action, payload: { __controllerClientId: 'clt_1', ...payload } }),
    );
  const run = async (...args: Parameters<typeof send>): Promise<Payload> => {
    const answered = relay.next('result', 'error');
    send(...args);
    return (await answered).frame.payload;
  };
  const subscribed = async (requestId: string): Promise<void> => {
    const options = { tabSessionId: tab.tabSessionId, site: 'site.example' };
    expect(await run('listener.subscribe', requestId, { listener: 'network.http_intercept', options })).toMatchObject({
      ok: true,
    });
  };
  /** A request of the tab fails, which is all that it takes for an update. */
  const fail = (requestId: string): void => {
    const request = { url: 'http://site.example/', method: 'GET', headers: {} };
    node.debugger.emit(tab.tabId, 'Network.requestWillBeSent', { requestId, request });
    node.debugger.emit(tab.tabId, 'Network.loadingFailed', { requestId, errorText: requestId });
  };
  const nextEvent = async (): Promise<Envelope<Payload>> => (await relay.next('event')).frame;
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const untilDetached = async (): Promise<void> => {
    while (node.debugger.attached.size > 0) await turn();
  };

  it('is the updates of its listeners, after the result of their subscribe', async () => {
    const attached = new Promise<void>((resolve) =>
      node.debugger.answers('Network.enable', () => {
        // Captured while the subscribe is still under way.
        setImmediate(() => (fail('early'), resolve()));
        return {};
      }),
    );
    await subscribed('sub-1');
    await attached;
    const { requestId, payload } = await nextEvent();
    expect(requestId).toBe('sub-1');
    expect(payload).toMatchObject({ type: 'listener_update', updateType: 'network.error', data: { error: 'early' } });
  });

  it('ends when the relay does not know the listener any more', async () => {
    await subscribed('sub-1');
    relay.send(makeFrame('relay', 'error', 'sub-1', new OttoError('listener_not_found').toPayload()));
    await untilDetached();
  });

  it('ends with the connection', async () => {
    await subscribed('sub-1');
    relay.closeAll(1001);
    await untilDetached();
  });

  it('goes on in the next life of the worker', async () => {
    await subscribed('sub-1');
    node.killWorker();
    const resumed = await nextEvent();
    expect(resumed).toMatchObject({ requestId: 'sub-1', payload: { updateType: 'network.error' } });
    fail('later');
    expect((await nextEvent()).payload).toMatchObject({ data: { error: 'later' } });
  });

  describe('with a log for the relay', () => {
    const entry = async (): Promise<LogEntry> => {
      const { payload } = await nextEvent();
      expect(payload.type).toBe('extension_log');
      return payload.entry as LogEntry;
    };
    const entries = async (until: string): Promise<string[]> => {
      const types: string[] = [];
      while (types.at(-1) !== until) types.push((await entry()).type);
      return types;
    };
    beforeEach(() => node.set({ logStream: true }));

    it('is how commands and listeners begin and end', async () => {
      await subscribed('sub-1');
      expect(await entries('command.ended')).toEqual([
        'log.started',
        'command.began',
        'listener.started',
        'command.ended',
      ]);
      await run('primitive.tab.explode', 'req-1');
      expect(await entries('command.ended')).toEqual(['command.began', 'command.failed', 'command.ended']);
    });

    it('is how the link was lost, once it is there again', async () => {
      await entries('log.started');
      relay.closeAll(1001);
      expect(await entries('link.connected')).toContain('link.connecting');
    });

    it('is nothing when its user does not want that any more', async () => {
      await entries('log.started');
      await node.set({ logStream: false });
      await run('primitive.tab.query', 'req-1');
      await subscribed('sub-1');
      fail('first');
      expect((await nextEvent()).payload.type).toBe('listener_update');
    });

    it('does not hold up updates when the relay has had enough of it', async () => {
      await entries('log.started');
      await run('primitive.tab.query', 'req-1');
      const { requestId } = await nextEvent();
      relay.send(makeFrame('relay', 'error', requestId, new OttoError('rate_limited').toPayload()));
      await subscribed('sub-1');
      fail('first');
      // Updates do not wait for the log.
      while ((await nextEvent()).payload.type !== 'listener_update');
    });
  });
});
