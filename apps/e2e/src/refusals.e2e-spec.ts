import { LIMITS, type NetworkInterceptOptions } from '@otto/protocol';
import { NodeWorld } from '../support/node-world';
import { SecondClient } from '../support/second-client';
import { ARTICLE, NEVER_LOADS } from '../support/site';

const LISTENER = 'network.http_intercept';

/** An option that is wrong, and with what it is refused. */
const WRONG_OPTIONS: readonly [keyof NetworkInterceptOptions, unknown, string][] = [
  ['tabSessionId', 7, 'invalid_listener_tab_session_id'],
  ['site', 'not a host', 'invalid_listener_site'],
  ['urlPatterns', ['ftp://*'], 'invalid_listener_url_patterns'],
  ['requestHostAllowlist', ['http://a.test'], 'invalid_listener_request_host_allowlist'],
  ['mode', 'psychic', 'invalid_listener_mode'],
  ['includeBody', 'yes', 'invalid_listener_include_body'],
  ['includeHeaders', 1, 'invalid_listener_include_headers'],
  ['maxBodyBytes', 0, 'invalid_listener_max_body_bytes'],
  ['mimeTypes', ['json'], 'invalid_listener_mime_types'],
  ['streamAdapter', '', 'invalid_listener_stream_adapter'],
  ['selfUserId', '', 'invalid_listener_self_user_id'],
];

describe('what cannot be had is refused with its reason, and the next command works', () => {
  let world: NodeWorld;
  let second: SecondClient;
  let tab: string;

  beforeAll(async () => {
    world = await NodeWorld.create({ '/': ARTICLE, '/never': NEVER_LOADS });
    second = await SecondClient.join(world);
    tab = await world.open('/');
  }, 120_000);
  afterAll(async () => {
    await second.leave();
    await world.remove();
  }, 60_000);

  afterEach(async () => {
    expect(await world.controller.code('primitive.dom.extract_text', {}, { tab })).toBe('ok');
    expect(world.controller.endedTwice).toEqual([]);
  });

  const subscribe = (options: object = {}, by = world.controller) =>
    by.run('listener.subscribe', { listener: LISTENER, options: { tabSessionId: tab, site: '127.0.0.1', ...options } });
  const unsubscribe = (targetRequestId: unknown, by = world.controller): Promise<string> =>
    by.code('listener.unsubscribe', { targetRequestId });
  const idOf = ({ data }: { data: unknown }): string => (data as { requestId: string }).requestId;

  it.each(WRONG_OPTIONS)('a listener whose %s is %j', async (option, value, code) => {
    expect((await subscribe({ [option]: value })).code).toBe(code);
  });

  it('and what is right is taken, all of it at once', async () => {
    const all: Omit<Required<NetworkInterceptOptions>, 'tabSessionId' | 'site' | 'streamAdapter'> = {
      urlPatterns: ['*/api/*'],
      requestHostAllowlist: ['*.a.test'],
      mode: 'hybrid',
      includeBody: true,
      includeHeaders: true,
      maxBodyBytes: 1_000,
      mimeTypes: ['application/json', 'text/*'],
      selfUserId: 'me',
    };
    const subscribed = await subscribe(all);
    expect(subscribed.code).toBe('ok');
    expect(await unsubscribe(idOf(subscribed))).toBe('ok');
  });

  it('one listener too many', async () => {
    const all = await Promise.all(Array.from({ length: LIMITS.listenersPerNode }, () => subscribe()));
    expect(new Set(all.map(({ code }) => code))).toEqual(new Set(['ok']));
    expect((await subscribe()).code).toBe('too_many_listeners');
    const ends = await Promise.all(all.map((one) => unsubscribe(idOf(one))));
    expect(new Set(ends)).toEqual(new Set(['ok']));
  }, 60_000);

  it('to end no listener, or somebody else’s', async () => {
    expect(await world.controller.code('listener.unsubscribe', {})).toBe('missing_listener_target');
    const subscribed = idOf(await subscribe());
    expect(await unsubscribe(subscribed, second.controller)).toBe('listener_owner_mismatch');
    expect(await unsubscribe(subscribed)).toBe('ok');
  });

  it('to listen in the tab of another client', async () => {
    expect((await subscribe({}, second.controller)).code).toBe('tab_session_not_owned');
  });

  it('a command that is none', async () => {
    expect(await world.controller.code('primitive.tab.query', 'everything' as unknown as object)).toBe(
      'invalid_command',
    );
  });

  it('the name of a command that is still running, for another one', async () => {
    const requestId = 'twice';
    const own = await second.controller.open('about:blank');
    // Whoever uses a name twice cannot tell the answers apart either.
    const first = second.controller.run(
      'primitive.tab.navigate',
      { url: world.url('/never') },
      { tab: own, requestId },
    );
    first.catch(() => undefined);
    expect(await second.controller.code('primitive.tab.query', {}, { requestId })).toBe('duplicate_request_id');
    expect(await second.controller.code('primitive.tab.query')).toBe('ok');
  });

  it('and nothing has come to the front', async () => {
    expect(await world.frontChanges()).toEqual([]);
  });
});
