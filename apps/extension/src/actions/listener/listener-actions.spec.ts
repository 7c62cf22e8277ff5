import { LIMITS } from '@otto/protocol';
import { ListenerLab, SITE, settle } from '../../listeners/testing/listener-lab';
import { subscribe } from './subscribe';
import { unsubscribe } from './unsubscribe';

const WRONG: readonly (readonly [object, string])[] = [
  [{ tabSessionId: 7 }, 'invalid_listener_tab_session_id'],
  [{ site: 'https://site.example' }, 'invalid_listener_site'],
  [{ urlPatterns: ['/api'] }, 'invalid_listener_url_patterns'],
  [{ requestHostAllowlist: 'a.example' }, 'invalid_listener_request_host_allowlist'],
  [{ mode: 'psychic' }, 'invalid_listener_mode'],
  [{ includeBody: 'yes' }, 'invalid_listener_include_body'],
  [{ includeHeaders: 1 }, 'invalid_listener_include_headers'],
  [{ maxBodyBytes: 0 }, 'invalid_listener_max_body_bytes'],
  [{ mimeTypes: ['json'] }, 'invalid_listener_mime_types'],
  [{ streamAdapter: '' }, 'invalid_listener_stream_adapter'],
  [{ streamAdapter: 'nobody.v1' }, 'invalid_listener_stream_adapter'],
  [{ selfUserId: 5 }, 'invalid_listener_self_user_id'],
  [{ tabSessionId: 'ts_unknown' }, 'unknown_tab_session'],
  [{ site: 'other.example' }, 'site_mismatch'],
];

it('are the actions of these names', () =>
  expect([subscribe.name, unsubscribe.name]).toEqual(['listener.subscribe', 'listener.unsubscribe']));

describe('listener.subscribe', () => {
  let lab: ListenerLab;
  beforeEach(async () => {
    lab = await ListenerLab.open();
  });

  it('answers the requestId under which updates come, and sends what the tab receives', async () => {
    const { requestId, payload } = await lab.subscribe();
    expect(payload).toMatchObject({ ok: true, data: { listener: 'network.http_intercept', requestId } });
    await lab.respond('1.1');
    expect(lab.taken()).toEqual([
      expect.objectContaining({
        requestId,
        traceId: 'trace',
        payload: expect.objectContaining({
          type: 'listener_update',
          updateType: 'network.response',
          data: expect.objectContaining({
            tabSessionId: lab.tabSessionId,
            tabId: lab.tabId,
            site: SITE,
            body: '{"a":1}',
          }),
        }),
      }),
    ]);
  });

  it.each(WRONG)('refuses %j', async (options, code) => {
    expect((await lab.subscribe(options)).payload.code).toBe(code);
    expect(lab.node.debugger.attached.size).toBe(0);
  });

  it('refuses a listener that it does not have, and options that are none', async () => {
    expect((await lab.subscribe({}, { listener: 'dom.mutations' })).payload.code).toBe('unsupported_listener');
    expect((await lab.subscribe({}, { options: [] })).payload.code).toBe('invalid_listener_options');
  });

  it('refuses the tab of another client', async () => {
    const { payload } = await lab.subscribe({}, { __controllerClientId: 'clt_2' });
    expect(payload.code).toBe('tab_session_not_owned');
  });

  it('refuses a tab that is not on a site of a narrowed grant', async () => {
    const grant = (site: string): object => ({ __grant: { sites: [site] } });
    expect((await lab.subscribe({}, grant('other.example'))).payload.code).toBe('grant_site_mismatch');
    expect((await lab.subscribe({}, grant(SITE))).payload.ok).toBe(true);
  });

  it('tells that another debugger is in the way', async () => {
    lab.node.debugger.refusal = 'Another debugger is already attached to the tab with id: 1.';
    expect((await lab.subscribe()).payload.code).toBe('listener_debugger_conflict');
    lab.node.debugger.refusal = undefined;
    expect((await lab.subscribe()).payload.ok).toBe(true);
  });

  it('takes only so many, and again when one has ended', async () => {
    const ids: string[] = [];
    for (let i = 0; i < LIMITS.listenersPerNode; i++) ids.push(await lab.subscribed());
    expect((await lab.subscribe()).payload).toMatchObject({ code: 'too_many_listeners', retryable: true });
    await lab.unsubscribe(ids[0]!);
    expect((await lab.subscribe()).payload.ok).toBe(true);
  });

  it('leaves nothing behind when it is cancelled before it has begun', async () => {
    let open: () => void = () => undefined;
    lab.node.debugger.gate = new Promise((resolve) => (open = resolve));
    const options = { tabSessionId: lab.tabSessionId, site: SITE };
    const frame = lab.node.frame({
      action: 'listener.subscribe',
      payload: { listener: 'network.http_intercept', options },
    });
    const answer = lab.node.answerTo(frame.requestId);
    lab.node.executor.accept(frame);
    await settle();
    lab.node.executor.cancel(frame.requestId);
    expect((await answer).payload.code).toBe('command_cancelled');
    open();
    await settle();
    expect(lab.node.debugger.attached.size).toBe(0);
  });
});

describe('listener.unsubscribe', () => {
  let lab: ListenerLab;
  beforeEach(async () => {
    lab = await ListenerLab.open();
  });

  it('ends the capture, and what waits of it', async () => {
    const requestId = await lab.subscribed();
    await lab.respond('1.1');
    expect((await lab.unsubscribe(requestId)).payload.data).toEqual({ targetRequestId: requestId, wasActive: true });
    expect(lab.taken()).toEqual([]);
    expect(lab.node.debugger.attached.size).toBe(0);
  });

  it('leaves other listeners of the tab as they are', async () => {
    const [first, second] = [await lab.subscribed(), await lab.subscribed()];
    await lab.unsubscribe(first);
    await lab.respond('1.1');
    expect(lab.taken().map(({ requestId }) => requestId)).toEqual([second]);
  });

  it('is as good for one that has ended by itself', async () => {
    const requestId = await lab.subscribed();
    lab.node.debugger.takeAway(lab.tabId, 'target_closed');
    expect((await lab.unsubscribe(requestId)).payload.data).toMatchObject({ wasActive: false });
    expect(lab.taken()).toEqual([]);
    expect((await lab.unsubscribe('never-heard-of')).payload.data).toMatchObject({ wasActive: false });
  });

  it('refuses that of another client', async () => {
    const requestId = await lab.subscribed();
    const { payload } = await lab.unsubscribe(requestId, { __controllerClientId: 'clt_2' });
    expect(payload.code).toBe('listener_owner_mismatch');
    await lab.respond('1.1');
    expect(lab.taken()).toHaveLength(1);
  });
});
