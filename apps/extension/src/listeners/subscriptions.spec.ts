import type { ContentPost, NetworkUpdate } from '@otto/protocol';
import type { SiteBundle } from '../commands/site-bundle';
import { ListenerLab, SITE, settle, type ToldUpdate } from './testing/listener-lab';

const typesOf = (updates: readonly ToldUpdate[]): unknown[] => updates.map(({ payload }) => payload.updateType);
const reasonsOf = (updates: readonly ToldUpdate[]): unknown[] => updates.map(({ payload }) => payload.data.error);

describe('a subscription', () => {
  let lab: ListenerLab;
  let requestId: string;
  beforeEach(async () => {
    lab = await ListenerLab.open();
    requestId = await lab.subscribed();
  });

  it.each(['target_closed', 'canceled_by_user'])('tells why it has ended, and then nothing: %s', async (reason) => {
    await lab.respond('1.1');
    lab.node.debugger.takeAway(lab.tabId, reason);
    await lab.respond('1.2');
    const updates = lab.taken();
    expect(typesOf(updates)).toEqual(['network.response', 'network.detached']);
    expect(updates[1]?.payload.data).toMatchObject({ error: reason, tabSessionId: lab.tabSessionId, requestId: '' });
  });

  it('ends when the user takes the tab out of the group', async () => {
    lab.node.browser.regroup(lab.tabId);
    await settle();
    expect(reasonsOf(lab.taken())).toEqual(['tab_session_closed']);
    expect(lab.node.debugger.attached.size).toBe(0);
  });

  it('goes on when tabs of others are grouped', async () => {
    lab.node.browser.regroup(lab.tabId + 1, 5);
    lab.node.browser.regroup(lab.tabId, lab.node.browser.tabs.get(lab.tabId)?.groupId);
    await settle();
    await lab.respond('1.1');
    expect(typesOf(lab.taken())).toEqual(['network.response']);
  });

  it('ends with the connection to the relay, which has ended it too', async () => {
    await lab.respond('1.1');
    lab.node.subscriptions.linked(undefined);
    await settle();
    expect(lab.taken()).toEqual([]);
    expect(lab.node.debugger.attached.size).toBe(0);
  });

  it('does not tell later that it has ended when the connection ends right after it', async () => {
    lab.node.debugger.takeAway(lab.tabId, 'target_closed');
    lab.node.subscriptions.linked(undefined);
    lab.node.subscriptions.linked('connection-2');
    expect(lab.taken()).toEqual([]);
  });

  it('ends with the connection also when nobody saw it go', async () => {
    lab.node.subscriptions.linked('connection-2');
    await settle();
    expect(lab.node.debugger.attached.size).toBe(0);
  });

  it('ends when the relay does not know it', async () => {
    await lab.respond('1.1');
    lab.node.subscriptions.refuse(requestId, 'listener_not_found');
    await settle();
    expect(lab.taken()).toEqual([]);
    expect(lab.node.debugger.attached.size).toBe(0);
  });

  it('is shown to the user with its subscriber, tab and beginning', () => {
    const { tabId, tabSessionId, node } = lab;
    expect(node.subscriptions.running).toEqual([
      { requestId, site: SITE, tabId, tabSessionId, clientId: expect.any(String), startedAt: expect.any(Number) },
    ]);
  });

  it('ends when the user wants that, and its subscriber is told', async () => {
    lab.node.subscriptions.stop(requestId);
    await settle();
    expect(reasonsOf(lab.taken())).toEqual(['stopped_by_user']);
    expect(lab.node.subscriptions.running).toEqual([]);
    expect(lab.node.debugger.attached.size).toBe(0);
    lab.node.subscriptions.stop(requestId);
    expect(lab.taken()).toEqual([]);
  });

  it('watches the groups of tabs only as long as there are any', async () => {
    expect(lab.node.browser.listeners).toBe(1);
    await lab.unsubscribe(requestId);
    expect(lab.node.browser.listeners).toBe(0);
  });

  describe('whose worker was killed', () => {
    it('goes on under its requestId, and tells that something may be missing', async () => {
      const next = await lab.restart();
      await settle();
      await next.respond('1.2');
      const updates = next.taken();
      expect(typesOf(updates)).toEqual(['network.error', 'network.response']);
      expect(reasonsOf(updates)[0]).toMatch(/^capture_resumed: /);
      expect(updates.map((update) => update.requestId)).toEqual([requestId, requestId]);
    });

    it('ends with network.detached when the tab is gone', async () => {
      lab.node.browser.tabs.delete(lab.tabId);
      const next = await lab.restart();
      await settle();
      const updates = next.taken();
      expect(typesOf(updates)).toEqual(['network.detached']);
      expect(reasonsOf(updates)).toEqual(['tab_session_closed']);
      expect(next.node.debugger.attached.size).toBe(0);
    });

    it('ends with network.detached when the debugger is taken', async () => {
      const restarted = lab.restart();
      const next = await restarted;
      next.node.debugger.refusal = 'Another debugger is already attached to the tab with id: 1.';
      await settle();
      expect(reasonsOf(next.taken())).toEqual(['listener_debugger_conflict']);
    });

    it('is forgotten when the connection has become another one meanwhile', async () => {
      const next = await lab.restart('connection-2');
      await settle();
      expect(next.node.debugger.attached.size).toBe(0);
      expect(next.taken()).toEqual([]);
      expect(await next.node.store.get(['listeners'])).toEqual({ listeners: [] });
    });

    it('is shown with the same beginning', async () => {
      const before = lab.node.subscriptions.running;
      lab = await lab.restart();
      expect(lab.node.subscriptions.running).toEqual(before);
    });

    it('can be ended before it goes on', async () => {
      const next = await lab.restart();
      expect((await next.unsubscribe(requestId)).payload.data).toMatchObject({ wasActive: true });
      await settle();
      expect(next.node.debugger.attached.size).toBe(0);
    });

    it('is none any more when its subscribe was not answered with success', async () => {
      const next = await lab.restart();
      expect(next.node.subscriptions.answering(requestId, 'failed')).toBe(false);
      await settle();
      expect(next.node.debugger.attached.size).toBe(0);
    });
  });
});

describe('a subscription with a stream adapter', () => {
  const post = (id: string): ContentPost => ({
    kind: 'content.post',
    id,
    title: `Post ${id}`,
    meta: { site: SITE, source: 'network', rawEventType: 'post' },
  });
  /** Takes the body for a list of ids. */
  const adapt = ({ body = '' }: NetworkUpdate): ContentPost[] => (JSON.parse(body) as string[]).map(post);
  const bundle = { site: SITE, streamAdapters: [{ name: 'example.posts.v1', adapt }] } as unknown as SiteBundle;
  let lab: ListenerLab;

  const receive = async (id: string, body: string): Promise<void> => {
    lab.node.debugger.answers('Network.getResponseBody', () => ({ body, base64Encoded: false }));
    await lab.respond(id);
  };

  beforeEach(async () => {
    lab = await ListenerLab.open([bundle]);
    await lab.subscribed({ streamAdapter: 'example.posts.v1', selfUserId: 'me' });
  });

  it('gives the domain objects, each once', async () => {
    await receive('1', '["a","b"]');
    await receive('2', '["b","c"]');
    const updates = lab.taken();
    expect(updates.map(({ payload }) => payload.data)).toEqual([post('a'), post('b'), post('c')]);
    expect(typesOf(updates)).toEqual(['content.post', 'content.post', 'content.post']);
  });

  it('says what the adapter could not read, without the body', async () => {
    await receive('1', 'not JSON');
    const [update] = lab.taken();
    expect(update?.payload).toMatchObject({ updateType: 'network.error', data: { status: 200, requestId: '1' } });
    expect(update?.payload.data.error).toMatch(/^stream_adapter_failed: /);
    expect(update?.payload.data).not.toHaveProperty('body');
  });

  it('says nothing of requests that failed, but that it has ended', async () => {
    const emit = (method: string, params: object): void => lab.node.debugger.emit(lab.tabId, method, params);
    const request = { url: `https://${SITE}/sync`, method: 'GET', headers: {} };
    emit('Network.requestWillBeSent', { requestId: '1', request });
    emit('Network.loadingFailed', { requestId: '1', errorText: 'net::ERR_ABORTED' });
    lab.node.debugger.takeAway(lab.tabId, 'target_closed');
    expect(typesOf(lab.taken())).toEqual(['network.detached']);
  });

  it('is refused for an adapter of another site', async () => {
    const { payload } = await lab.subscribe({ streamAdapter: 'example.posts.v1', site: `www.${SITE}` });
    expect(payload.code).toBe('invalid_listener_stream_adapter');
  });
});
