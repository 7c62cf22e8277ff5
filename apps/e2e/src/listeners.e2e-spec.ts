import type { NetworkInterceptOptions } from '@otto/protocol';
import { BrowserEye } from '../support/browser-eye';
import { Controller, type Update } from '../support/controller';
import { eventually } from '../support/eventually';
import { Machine } from '../support/machine';
import { Site, type Page } from '../support/site';

const PIXEL = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0xfe]);
/** What is in front, in which window, and whether that has the focus. */
const FRONT = `Promise.all([chrome.tabs.query({ active: true }), chrome.windows.getAll()]).then(([tabs, windows]) =>
  ({ tabs: tabs.map(({ id }) => id), focused: windows.map(({ id, focused }) => [id, focused]) }))`;
const ATTACHED =
  'chrome.debugger.getTargets().then((all) => all.filter(({ attached, tabId }) => attached && tabId).length)';
const WORKER = /^chrome-extension:\/\/[a-p]+\/static\/background\//;

const answer =
  (contentType: string, body: string | Buffer, headers: Record<string, string> = {}): Page =>
  (_request, response) =>
    void response
      .writeHead(200, {
        'content-type': contentType,
        'content-length': Buffer.byteLength(body),
        'access-control-allow-origin': '*',
        ...headers,
      })
      .end(body);

/** Goes on for as long as somebody listens, and says something at once. */
const STREAM: Page = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('data: first\n\n');
};

const PAGES = {
  '/': '<!doctype html><title>home</title>',
  '/other': '<!doctype html><title>other</title>',
  '/api/data': answer('application/json; charset=utf-8', '{"a":"é"}', { 'set-cookie': 'session=abc', 'x-seen': 'yes' }),
  '/api/text': answer('text/plain', 'x'.repeat(1000)),
  '/api/large': answer('text/plain', 'x'.repeat(50_000)),
  '/pixel.png': answer('image/png', PIXEL),
  '/stream': STREAM,
};

describe('listeners in a real browser', () => {
  let machine: Machine;
  let site: Site;
  let eye: BrowserEye;
  let controller: Controller;
  let tabSessionId: string;

  beforeAll(async () => {
    site = await Site.serve(PAGES);
    machine = await Machine.create();
    await machine.startRelay();
    const { profile, nodeId } = await machine.startNode(['--remote-debugging-port=0']);
    eye = await BrowserEye.open(profile);
    controller = await Controller.connect(machine, nodeId);
    tabSessionId = await controller.open(`${site.url}/`);
  }, 90_000);

  afterAll(async () => {
    await controller.close();
    eye.close();
    await machine.remove();
    await site.close();
  }, 60_000);

  const options = (changes: Partial<NetworkInterceptOptions> = {}): NetworkInterceptOptions => ({
    tabSessionId,
    site: '127.0.0.1',
    ...changes,
  });
  const inPage = <T>(expression: string): Promise<T> => eye.evaluate<T>(new RegExp(`^${site.url}/$`), expression);
  /** Has the page load something, and gives what it got. */
  const load = (path: string, init: object = {}): Promise<string> =>
    inPage(`fetch(${JSON.stringify(path)}, ${JSON.stringify(init)}).then((answer) => answer.text())`);
  const of =
    (path: string) =>
    ({ updateType, data }: Update): boolean =>
      updateType === 'network.response' && data.url === `${site.url}${path}`;
  const attached = (): Promise<number> => eye.inWorker<number>(ATTACHED);
  const untilReleased = (): Promise<number> => eventually(attached, (count) => count === 0, 10_000);
  const targetOf = async (where: RegExp): Promise<string> => {
    const { targetInfos } = await eye.send('Target.getTargets', { filter: [{}] });
    const found = (targetInfos as { url: string; targetId: string }[]).find(({ url }) => where.test(url));
    if (found === undefined) throw new Error(`nothing at ${where}`);
    return found.targetId;
  };

  it.each(['network', 'fetch', 'hybrid'] as const)(
    'tell in mode %s what the page loads, and leave the front alone',
    async (mode) => {
      const front = await eye.inWorker(FRONT);
      const requestId = await controller.subscribe(options({ mode }));
      expect(await load('/api/data')).toBe('{"a":"é"}');
      const { data, emittedAt } = await controller.update(requestId, of('/api/data'));
      expect(data).toMatchObject({
        tabSessionId,
        site: '127.0.0.1',
        method: 'GET',
        status: 200,
        mimeType: 'application/json',
        captureSource: mode === 'network' ? 'network' : 'fetch',
        body: '{"a":"é"}',
        base64Encoded: false,
        truncated: false,
        bodyBytes: 10,
        emittedAt,
      });
      expect(data).not.toHaveProperty('responseHeaders');
      expect(await eye.inWorker(FRONT)).toEqual(front);
      expect(await controller.unsubscribe(requestId)).toEqual({ targetRequestId: requestId, wasActive: true });
      await untilReleased();
    },
    60_000,
  );

  it('tell each response once in mode hybrid', async () => {
    const requestId = await controller.subscribe(options({ mode: 'hybrid' }));
    for (const path of ['/api/data', '/api/text', '/pixel.png']) await load(path);
    await load('/api/data?last');
    await controller.update(requestId, of('/api/data?last'));
    const urls = controller.told(requestId).map(({ data }) => data.url.slice(site.url.length));
    expect(urls).toEqual(['/api/data', '/api/text', '/pixel.png', '/api/data?last']);
    await controller.unsubscribe(requestId);
  }, 60_000);

  it('tell nothing more once they are unsubscribed', async () => {
    const requestId = await controller.subscribe(options());
    const other = await controller.subscribe(options());
    await controller.unsubscribe(requestId);
    await load('/api/data');
    await controller.update(other, of('/api/data'));
    expect(controller.told(requestId)).toEqual([]);
    await controller.unsubscribe(other);
    expect(await controller.refusal('listener.unsubscribe', { targetRequestId: other })).toBe('listener_not_found');
  }, 60_000);

  it('cut bodies, encode what is no text, and leave bodies out', async () => {
    const cut = await controller.subscribe(options({ maxBodyBytes: 10 }));
    const none = await controller.subscribe(options({ includeBody: false }));
    await load('/api/text');
    await load('/pixel.png');
    expect((await controller.update(cut, of('/api/text'))).data).toMatchObject({
      body: 'xxxxxxxxxx',
      truncated: true,
      bodyBytes: 1000,
    });
    expect((await controller.update(cut, of('/pixel.png'))).data).toMatchObject({
      body: PIXEL.toString('base64'),
      base64Encoded: true,
      mimeType: 'image/png',
    });
    const { data } = await controller.update(none, of('/api/text'));
    expect(data).not.toHaveProperty('body');
    for (const requestId of [cut, none]) await controller.unsubscribe(requestId);
  }, 60_000);

  it.each(['network', 'fetch'] as const)(
    'show headers without secrets in mode %s',
    async (mode) => {
      const requestId = await controller.subscribe(options({ mode, includeHeaders: true }));
      await load('/api/data', { headers: { authorization: 'Bearer secret-of-the-user', 'x-mine': 'mine' } });
      const { data } = await controller.update(requestId, of('/api/data'));
      expect(data.requestHeaders).toMatchObject({ authorization: '[redacted]', 'x-mine': 'mine' });
      expect(data.responseHeaders).toMatchObject({ 'x-seen': 'yes' });
      expect(JSON.stringify(data)).not.toMatch(/secret-of-the-user|session=abc/);
      await controller.unsubscribe(requestId);
    },
    60_000,
  );

  it('tell everything, also when a lot comes at once', async () => {
    const count = 200;
    const requestId = await controller.subscribe(options());
    await inPage(`Promise.all(Array.from({ length: ${count} }, (_, i) =>
      fetch('/api/large?' + i).then((answer) => answer.text()))).then(() => true)`);
    await controller.update(requestId, () => controller.told(requestId).length >= count);
    const updates = controller.told(requestId);
    expect(new Set(updates.map(({ data }) => data.url)).size).toBe(count);
    expect(updates.filter(({ data }) => data.body?.length !== 50_000)).toEqual([]);
    await controller.unsubscribe(requestId);
  }, 60_000);

  it('capture only what they are to: by type, by URL, by host', async () => {
    const elsewhere = site.url.replace('127.0.0.1', 'localhost');
    const json = await controller.subscribe(options({ mimeTypes: ['application/json'] }));
    const text = await controller.subscribe(options({ urlPatterns: [`${site.url}/api/t*`] }));
    const both = await controller.subscribe(options({ requestHostAllowlist: ['localhost'] }));
    for (const url of [`${elsewhere}/api/data`, '/api/text', '/api/data']) await load(url);
    for (const requestId of [json, both]) await controller.update(requestId, of('/api/data'));
    await controller.update(text, of('/api/text'));
    const urls = (requestId: string): string[] => controller.told(requestId).map(({ data }) => data.url);
    expect(urls(json)).toEqual([`${site.url}/api/data`]);
    expect(urls(text)).toEqual([`${site.url}/api/text`]);
    expect(urls(both)).toEqual([`${elsewhere}/api/data`, `${site.url}/api/text`, `${site.url}/api/data`]);
    for (const requestId of [json, text, both]) await controller.unsubscribe(requestId);
  }, 60_000);

  it('tell of requests that fail', async () => {
    const requestId = await controller.subscribe(options());
    await inPage(`fetch('http://127.0.0.1:1/').catch(() => undefined)`);
    const { data } = await controller.update(requestId, ({ updateType }) => updateType === 'network.error');
    expect(data).toMatchObject({ url: 'http://127.0.0.1:1/', status: 0 });
    expect(data.error).toMatch(/ERR_/);
    await controller.unsubscribe(requestId);
  }, 60_000);

  it.each(['fetch', 'hybrid'] as const)(
    'do not hold up a stream without an end in mode %s',
    async (mode) => {
      const requestId = await controller.subscribe(options({ mode }));
      const first = await inPage<string>(`new Promise((resolve) => {
        const source = new EventSource('/stream');
        source.onmessage = ({ data }) => { source.close(); resolve(data); };
      })`);
      expect(first).toBe('first');
      expect(await load('/api/data')).toBe('{"a":"é"}');
      await controller.update(requestId, of('/api/data'));
      await controller.unsubscribe(requestId);
    },
    60_000,
  );

  it('are refused with the reason', async () => {
    const refusal = (changes: object): Promise<string> =>
      controller.refusal('listener.subscribe', {
        listener: 'network.http_intercept',
        options: { ...options(), ...changes },
      });
    expect(await refusal({ mode: 'psychic' })).toBe('invalid_listener_mode');
    expect(await refusal({ site: 'example.com' })).toBe('site_mismatch');
    expect(await refusal({ tabSessionId: 'ts_unknown' })).toBe('unknown_tab_session');
    expect(await refusal({ streamAdapter: 'nobody.v1' })).toBe('invalid_listener_stream_adapter');
    expect(await controller.refusal('listener.subscribe', { listener: 'dom.mutations' })).toBe('unsupported_listener');
  }, 60_000);

  it('share the page with DevTools, but not with another debugger of the extension', async () => {
    const targetId = await targetOf(new RegExp(`^${site.url}/$`));
    const { sessionId } = await eye.send('Target.attachToTarget', { targetId, flatten: true });
    for (const method of ['Network.enable', 'Fetch.enable', 'Fetch.disable']) {
      await eye.send(method, {}, sessionId as string);
    }
    const requestId = await controller.subscribe(options({ mode: 'hybrid' }));
    await load('/api/data');
    await controller.update(requestId, of('/api/data'));
    await eye.send('Target.detachFromTarget', { sessionId });
    await load('/api/data?after');
    await controller.update(requestId, of('/api/data?after'));
    await controller.unsubscribe(requestId);
    await untilReleased();

    const tab = `chrome.tabs.query({ url: '${site.url}/' }).then(([{ id }]) => ({ tabId: id }))`;
    await eye.inWorker(`${tab}.then((target) => chrome.debugger.attach(target, '1.3'))`);
    const payload = { listener: 'network.http_intercept', options: { ...options() } };
    expect(await controller.refusal('listener.subscribe', payload)).toBe('listener_debugger_conflict');
    await eye.inWorker(`${tab}.then((target) => chrome.debugger.detach(target))`);
    await controller.unsubscribe(await controller.subscribe(options()));
  }, 60_000);

  it('end with their tab, and say so', async () => {
    const session = await controller.open(`${site.url}/other`);
    const requestId = await controller.subscribe(options({ tabSessionId: session }));
    await controller.run('primitive.tab.close', {}, session);
    const last = await controller.update(requestId, ({ updateType }) => updateType === 'network.detached');
    expect(last.data).toMatchObject({ tabSessionId: session, error: expect.stringMatching(/closed$/), url: '' });
    expect(await controller.unsubscribe(requestId)).toMatchObject({ wasActive: false });
  }, 60_000);

  it('end when the user takes the tab, and when the browser takes the debugger', async () => {
    const inTab = (what: string): Promise<void> =>
      eye.inWorker(`chrome.tabs.query({ url: '${site.url}/other' }).then(async ([tab]) => { ${what} })`);
    for (const [what, reason] of [
      ['await chrome.tabs.ungroup(tab.id)', /^tab_session_closed$/],
      ['await chrome.tabs.update(tab.id, { url: "chrome://version" })', /./],
    ] as const) {
      const session = await controller.open(`${site.url}/other`);
      const requestId = await controller.subscribe(options({ tabSessionId: session }));
      await inTab(what);
      const last = await controller.update(requestId, ({ updateType }) => updateType === 'network.detached');
      expect(last.data.error).toMatch(reason);
      await inTab('if (tab) await chrome.tabs.remove(tab.id)');
    }
    await untilReleased();
  }, 60_000);

  it('go on when the worker was killed', async () => {
    const requestId = await controller.subscribe(options({ mode: 'hybrid' }));
    await load('/api/data');
    await controller.update(requestId, of('/api/data'));
    await eye.send('Target.closeTarget', { targetId: await targetOf(WORKER) });
    const resumed = await controller.update(requestId, ({ updateType }) => updateType === 'network.error');
    expect(resumed.data.error).toMatch(/^capture_resumed: /);
    expect(await load('/api/data?again')).toBe('{"a":"é"}');
    await controller.update(requestId, of('/api/data?again'));
    expect(await controller.unsubscribe(requestId)).toMatchObject({ wasActive: true });
    await untilReleased();
  }, 60_000);

  it('end with the relay, and can be had again from the next one', async () => {
    const lost = await controller.subscribe(options({ mode: 'fetch' }));
    const { pid, port } = await machine.json<{ pid: number; port: number }>(['status']);
    process.kill(pid, 'SIGKILL');
    await untilReleased();
    await machine.json(['start', '--port', String(port)]);
    await eventually(
      () => machine.json<{ nodes: unknown[] }>(['status', '--nodes']),
      ({ nodes }) => nodes.length === 1,
      10_000,
    );
    const requestId = await controller.subscribe(options());
    await load('/api/data');
    await controller.update(requestId, of('/api/data'));
    expect(controller.told(lost)).toEqual([]);
    await controller.unsubscribe(requestId);
  }, 60_000);

  it('leave nothing attached', async () => {
    expect(await untilReleased()).toBe(0);
  }, 60_000);
});
