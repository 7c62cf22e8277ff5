import { WORKER, type BrowserEye } from '../support/browser-eye';
import type { Controller } from '../support/controller';
import { eventually } from '../support/eventually';
import { ListenerWorld } from '../support/listener-world';
import type { Machine } from '../support/machine';
import type { Site } from '../support/site';

describe('how listeners end or go on in a real browser', () => {
  let world: ListenerWorld;
  let machine: Machine;
  let site: Site;
  let eye: BrowserEye;
  let controller: Controller;

  beforeAll(async () => {
    world = await ListenerWorld.create();
    ({ machine, site, eye, controller } = world);
  }, 90_000);
  afterAll(() => world.remove(), 60_000);

  it('are refused with the reason', async () => {
    const refusal = (changes: object): Promise<string> =>
      controller.refusal('listener.subscribe', {
        listener: 'network.http_intercept',
        options: { ...world.options(), ...changes },
      });
    expect(await refusal({ mode: 'psychic' })).toBe('invalid_listener_mode');
    expect(await refusal({ site: 'example.com' })).toBe('site_mismatch');
    expect(await refusal({ tabSessionId: 'ts_unknown' })).toBe('unknown_tab_session');
    expect(await refusal({ streamAdapter: 'nobody.v1' })).toBe('invalid_listener_stream_adapter');
    expect(await controller.refusal('listener.subscribe', { listener: 'dom.mutations' })).toBe('unsupported_listener');
  }, 60_000);

  it('share the page with DevTools, but not with another debugger of the extension', async () => {
    const sessionId = await eye.attach(new RegExp(`^${site.url}/$`));
    for (const method of ['Network.enable', 'Fetch.enable', 'Fetch.disable']) {
      await eye.send(method, {}, sessionId);
    }
    const requestId = await controller.subscribe(world.options({ mode: 'hybrid' }));
    await world.load('/api/data');
    await controller.update(requestId, world.of('/api/data'));
    await eye.send('Target.detachFromTarget', { sessionId });
    await world.load('/api/data?after');
    await controller.update(requestId, world.of('/api/data?after'));
    await controller.unsubscribe(requestId);
    await world.untilReleased();

    const tab = `chrome.tabs.query({ url: '${site.url}/' }).then(([{ id }]) => ({ tabId: id }))`;
    await eye.inWorker(`${tab}.then((target) => chrome.debugger.attach(target, '1.3'))`);
    const payload = { listener: 'network.http_intercept', options: { ...world.options() } };
    expect(await controller.refusal('listener.subscribe', payload)).toBe('listener_debugger_conflict');
    await eye.inWorker(`${tab}.then((target) => chrome.debugger.detach(target))`);
    await controller.unsubscribe(await controller.subscribe(world.options()));
  }, 60_000);

  it('end with their tab, and say so', async () => {
    const session = await controller.open(`${site.url}/other`);
    const requestId = await controller.subscribe(world.options({ tabSessionId: session }));
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
      const requestId = await controller.subscribe(world.options({ tabSessionId: session }));
      await inTab(what);
      const last = await controller.update(requestId, ({ updateType }) => updateType === 'network.detached');
      expect(last.data.error).toMatch(reason);
      await inTab('if (tab) await chrome.tabs.remove(tab.id)');
    }
    await world.untilReleased();
  }, 60_000);

  it('go on when the worker was killed', async () => {
    const requestId = await controller.subscribe(world.options({ mode: 'hybrid' }));
    await world.load('/api/data');
    await controller.update(requestId, world.of('/api/data'));
    await eye.shut(WORKER);
    const resumed = await controller.update(requestId, ({ updateType }) => updateType === 'network.error');
    expect(resumed.data.error).toMatch(/^capture_resumed: /);
    expect(await world.load('/api/data?again')).toBe('{"a":"é"}');
    await controller.update(requestId, world.of('/api/data?again'));
    expect(await controller.unsubscribe(requestId)).toMatchObject({ wasActive: true });
    await world.untilReleased();
  }, 60_000);

  it('end with the relay, and can be had again from the next one', async () => {
    const lost = await controller.subscribe(world.options({ mode: 'fetch' }));
    const { pid, port } = await machine.json<{ pid: number; port: number }>(['status']);
    process.kill(pid, 'SIGKILL');
    await world.untilReleased();
    await machine.json(['start', '--port', String(port)]);
    await eventually(
      () => machine.json<{ nodes: unknown[] }>(['status', '--nodes']),
      ({ nodes }) => nodes.length === 1,
      10_000,
    );
    const requestId = await controller.subscribe(world.options());
    await world.load('/api/data');
    await controller.update(requestId, world.of('/api/data'));
    expect(controller.told(lost)).toEqual([]);
    await controller.unsubscribe(requestId);
  }, 60_000);

  it('leave nothing attached', async () => {
    expect(await world.untilReleased()).toBe(0);
  }, 60_000);
});
