import type { BrowserEye } from '../support/browser-eye';
import type { Controller } from '../support/controller';
import { PIXEL } from '../support/listened-pages';
import { ListenerWorld } from '../support/listener-world';
import type { Site } from '../support/site';

/** What is in front, in which window, and whether that has the focus. */
const FRONT = `Promise.all([chrome.tabs.query({ active: true }), chrome.windows.getAll()]).then(([tabs, windows]) =>
  ({ tabs: tabs.map(({ id }) => id), focused: windows.map(({ id, focused }) => [id, focused]) }))`;

describe('listeners of network.http_intercept in a real browser', () => {
  let world: ListenerWorld;
  let site: Site;
  let eye: BrowserEye;
  let controller: Controller;

  beforeAll(async () => {
    world = await ListenerWorld.create();
    ({ site, eye, controller } = world);
  }, 90_000);
  afterAll(() => world.remove(), 60_000);

  it.each(['network', 'fetch', 'hybrid'] as const)(
    'tell in mode %s what the page loads, and leave the front alone',
    async (mode) => {
      const front = await eye.inWorker(FRONT);
      const requestId = await controller.subscribe(world.options({ mode }));
      expect(await world.load('/api/data')).toBe('{"a":"é"}');
      const { data, emittedAt } = await controller.update(requestId, world.of('/api/data'));
      expect(data).toMatchObject({
        tabSessionId: world.tabSessionId,
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
      await world.untilReleased();
    },
    60_000,
  );

  it('tell each response once in mode hybrid', async () => {
    const requestId = await controller.subscribe(world.options({ mode: 'hybrid' }));
    for (const path of ['/api/data', '/api/text', '/pixel.png']) await world.load(path);
    await world.load('/api/data?last');
    await controller.update(requestId, world.of('/api/data?last'));
    const urls = controller.told(requestId).map(({ data }) => data.url.slice(site.url.length));
    expect(urls).toEqual(['/api/data', '/api/text', '/pixel.png', '/api/data?last']);
    await controller.unsubscribe(requestId);
  }, 60_000);

  it('tell nothing more once they are unsubscribed', async () => {
    const requestId = await controller.subscribe(world.options());
    const other = await controller.subscribe(world.options());
    await controller.unsubscribe(requestId);
    await world.load('/api/data');
    await controller.update(other, world.of('/api/data'));
    expect(controller.told(requestId)).toEqual([]);
    await controller.unsubscribe(other);
    expect(await controller.refusal('listener.unsubscribe', { targetRequestId: other })).toBe('listener_not_found');
  }, 60_000);

  it('cut bodies, encode what is no text, and leave bodies out', async () => {
    const cut = await controller.subscribe(world.options({ maxBodyBytes: 10 }));
    const none = await controller.subscribe(world.options({ includeBody: false }));
    await world.load('/api/text');
    await world.load('/pixel.png');
    expect((await controller.update(cut, world.of('/api/text'))).data).toMatchObject({
      body: 'xxxxxxxxxx',
      truncated: true,
      bodyBytes: 1000,
    });
    expect((await controller.update(cut, world.of('/pixel.png'))).data).toMatchObject({
      body: PIXEL.toString('base64'),
      base64Encoded: true,
      mimeType: 'image/png',
    });
    const { data } = await controller.update(none, world.of('/api/text'));
    expect(data).not.toHaveProperty('body');
    for (const requestId of [cut, none]) await controller.unsubscribe(requestId);
  }, 60_000);

  it.each(['network', 'fetch'] as const)(
    'show headers without secrets in mode %s',
    async (mode) => {
      const requestId = await controller.subscribe(world.options({ mode, includeHeaders: true }));
      await world.load('/api/data', { headers: { authorization: 'Bearer secret-of-the-user', 'x-mine': 'mine' } });
      const { data } = await controller.update(requestId, world.of('/api/data'));
      expect(data.requestHeaders).toMatchObject({ authorization: '[redacted]', 'x-mine': 'mine' });
      expect(data.responseHeaders).toMatchObject({ 'x-seen': 'yes' });
      expect(JSON.stringify(data)).not.toMatch(/secret-of-the-user|session=abc/);
      await controller.unsubscribe(requestId);
    },
    60_000,
  );

  it('tell everything, also when a lot comes at once', async () => {
    const count = 200;
    const requestId = await controller.subscribe(world.options());
    await world.inPage(`Promise.all(Array.from({ length: ${count} }, (_, i) =>
      fetch('/api/large?' + i).then((answer) => answer.text()))).then(() => true)`);
    await controller.update(requestId, () => controller.told(requestId).length >= count);
    const updates = controller.told(requestId);
    expect(new Set(updates.map(({ data }) => data.url)).size).toBe(count);
    expect(updates.filter(({ data }) => data.body?.length !== 50_000)).toEqual([]);
    await controller.unsubscribe(requestId);
  }, 60_000);

  it('capture only what they are to: by type, by URL, by host', async () => {
    const elsewhere = site.url.replace('127.0.0.1', 'localhost');
    const json = await controller.subscribe(world.options({ mimeTypes: ['application/json'] }));
    const text = await controller.subscribe(world.options({ urlPatterns: [`${site.url}/api/t*`] }));
    const both = await controller.subscribe(world.options({ requestHostAllowlist: ['localhost'] }));
    for (const url of [`${elsewhere}/api/data`, '/api/text', '/api/data']) await world.load(url);
    for (const requestId of [json, both]) await controller.update(requestId, world.of('/api/data'));
    await controller.update(text, world.of('/api/text'));
    const urls = (requestId: string): string[] => controller.told(requestId).map(({ data }) => data.url);
    expect(urls(json)).toEqual([`${site.url}/api/data`]);
    expect(urls(text)).toEqual([`${site.url}/api/text`]);
    expect(urls(both)).toEqual([`${elsewhere}/api/data`, `${site.url}/api/text`, `${site.url}/api/data`]);
    for (const requestId of [json, text, both]) await controller.unsubscribe(requestId);
  }, 60_000);

  it('tell of requests that fail', async () => {
    const requestId = await controller.subscribe(world.options());
    await world.inPage(`fetch('http://127.0.0.1:1/').catch(() => undefined)`);
    const { data } = await controller.update(requestId, ({ updateType }) => updateType === 'network.error');
    expect(data).toMatchObject({ url: 'http://127.0.0.1:1/', status: 0 });
    expect(data.error).toMatch(/ERR_/);
    await controller.unsubscribe(requestId);
  }, 60_000);

  it.each(['fetch', 'hybrid'] as const)(
    'do not hold up a stream without an end in mode %s',
    async (mode) => {
      const requestId = await controller.subscribe(world.options({ mode }));
      const first = await world.inPage<string>(`new Promise((resolve) => {
        const source = new EventSource('/stream');
        source.onmessage = ({ data }) => { source.close(); resolve(data); };
      })`);
      expect(first).toBe('first');
      expect(await world.load('/api/data')).toBe('{"a":"é"}');
      await controller.update(requestId, world.of('/api/data'));
      await controller.unsubscribe(requestId);
    },
    60_000,
  );
});
