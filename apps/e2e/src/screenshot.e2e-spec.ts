import type { ScreenshotData } from '@otto/protocol';
import { BrowserEye } from '../support/browser-eye';
import { Machine } from '../support/machine';
import { Png } from '../support/png';
import { Site } from '../support/site';

const RED = [255, 0, 0];
const BLUE = [0, 0, 255];
const page = (height: number): string =>
  `<!doctype html><body style="margin:0;background:blue"><div style="height:${height - 100}px;background:red"></div>
  <div style="height:100px;background:blue"></div></body>`;
/** Pixels that no encoder can make small. */
const NOISE = `<!doctype html><body style="margin:0"><canvas width="700" height="400"></canvas><script>
  const context = document.querySelector('canvas').getContext('2d');
  const image = context.createImageData(700, 400);
  for (let at = 0; at < image.data.length; at += 50_000) crypto.getRandomValues(image.data.subarray(at, at + 50_000));
  for (let at = 3; at < image.data.length; at += 4) image.data[at] = 255;
  context.putImageData(image, 0, 0);
</script></body>`;
/** What is in front, in which window, and whether that has the focus. */
const FRONT = `Promise.all([chrome.tabs.query({ active: true }), chrome.windows.getAll()]).then(([tabs, windows]) =>
  ({ tabs: tabs.map(({ id }) => id), focused: windows.map(({ id, focused }) => [id, focused]) }))`;

describe('pictures of pages in a real browser', () => {
  let machine: Machine;
  let site: Site;
  let eye: BrowserEye;
  let tabSessionId: string;

  beforeAll(async () => {
    site = await Site.serve({
      '/short': page(300),
      '/tall': page(3000),
      '/endless': page(40_000),
      '/noise': NOISE,
      '/plain': '<!doctype html><body style="background:white"></body>',
      '/busy': '<script>onload = () => setTimeout(() => { for (;;); })</script>',
    });
    machine = await Machine.create();
    await machine.startRelay();
    const { profile } = await machine.startNode(['--remote-debugging-port=0']);
    eye = await BrowserEye.open(profile);
    tabSessionId = await open('/tall');
  }, 90_000);

  afterAll(async () => {
    eye.close();
    await machine.remove();
    await site.close();
  }, 60_000);

  const command = (action: string, payload: object, session?: string): string[] => {
    const tab = session === undefined ? [] : ['--tab-session', session];
    return ['cmd', '--action', action, '--payload', JSON.stringify(payload), ...tab];
  };
  const open = async (path: string): Promise<string> => {
    const payload = { url: `${site.url}${path}`, waitUntil: 'load' };
    const { data } = await machine.json<{ data: { tabSessionId: string } }>(command('primitive.tab.open', payload));
    return data.tabSessionId;
  };
  const shoot = async (payload: object, session?: string): Promise<ScreenshotData> =>
    (await machine.json<{ data: ScreenshotData }>(command('primitive.page.screenshot', payload, session))).data;
  const refusal = async (payload: object, session?: string, timeout = '20s'): Promise<string> => {
    const args = [...command('primitive.page.screenshot', payload, session), '--timeout', timeout];
    const { code, stderr } = await machine.otto(args);
    expect(code).toBe(1);
    return stderr.split(':')[0] ?? '';
  };
  const tabs = (): Promise<number> => eye.inWorker('chrome.tabs.query({}).then(({ length }) => length)');
  const attached = (): Promise<number> =>
    eye.inWorker('chrome.debugger.getTargets().then((all) => all.filter((t) => t.attached && t.tabId).length)');

  it('show what is visible of a tab behind others, and leave it there', async () => {
    const before = await eye.inWorker(FRONT);
    const shot = await shoot({}, tabSessionId);
    expect(shot).toMatchObject({
      tabSessionId,
      sourceUrl: `${site.url}/tall`,
      mode: 'viewport',
      format: 'png',
      mimeType: 'image/png',
      quality: null,
      scale: 1,
      downscaled: false,
      byteLength: Buffer.from(shot.contentBase64, 'base64').length,
    });
    const png = new Png(shot.contentBase64);
    expect([png.width, png.height]).toEqual([shot.width, shot.height]);
    expect(png.pixel(10, png.height - 1)).toEqual(RED);
    expect(await eye.inWorker(FRONT)).toEqual(before);
    expect(await attached()).toBe(0);
  }, 60_000);

  it('come again and again', async () => {
    for (let i = 0; i < 4; i++) expect((await shoot({}, tabSessionId)).width).toBeGreaterThan(0);
  }, 60_000);

  it('show the page as it is at that moment, not as it was', async () => {
    const session = await open('/plain');
    for (let red = 0; red < 256; red += 51) {
      await eye.evaluate(/\/plain$/, `document.body.style.background = 'rgb(${red}, 0, 255)'; 0`);
      const png = new Png((await shoot({}, session)).contentBase64);
      expect(png.pixel(10, 10)).toEqual([red, 0, 255]);
    }
    await machine.json(command('primitive.tab.navigate', { url: `${site.url}/short` }, session));
    expect(new Png((await shoot({}, session)).contentBase64).pixel(10, 10)).toEqual(RED);
    await machine.json(command('primitive.tab.close', {}, session));
  }, 60_000);

  it('show the whole page', async () => {
    const shot = await shoot({ mode: 'full_page' }, tabSessionId);
    expect(shot).toMatchObject({ mode: 'full_page', height: 3000, scale: 1 });
    const png = new Png(shot.contentBase64);
    expect([png.pixel(10, 10), png.pixel(10, 2890), png.pixel(10, 2990)]).toEqual([RED, RED, BLUE]);
  }, 60_000);

  it('show a page that is longer than a picture can be, smaller', async () => {
    const shot = await shoot({ url: `${site.url}/endless`, mode: 'full_page' });
    expect(shot).toMatchObject({ downscaled: true, scale: 0.41 });
    expect(shot.height).toBeLessThanOrEqual(16_384);
    const png = new Png(shot.contentBase64);
    expect([png.pixel(5, 5), png.pixel(5, png.height - 5)]).toEqual([RED, BLUE]);
  }, 60_000);

  it('of a url need no tab of anybody, and leave none behind', async () => {
    const before = [await tabs(), await eye.inWorker(FRONT)];
    const shot = await shoot({ url: `${site.url}/short`, format: 'jpeg', quality: 60 });
    expect(shot).toMatchObject({ sourceUrl: `${site.url}/short`, mimeType: 'image/jpeg', quality: 60 });
    expect(shot).not.toHaveProperty('tabSessionId');
    expect([await tabs(), await eye.inWorker(FRONT)]).toEqual(before);
  }, 60_000);

  it('show a tab that is in front as its user sees it', async () => {
    const front =
      '(async () => { const all = await chrome.tabs.query({}); const tab = all.find(({ url }) => url.endsWith("/tall"))';
    await eye.inWorker(`${front}; await chrome.tabs.update(tab.id, { active: true }); })()`);
    const shot = await shoot({}, tabSessionId);
    const png = new Png(shot.contentBase64);
    expect(png.pixel(10, 10)).toEqual(RED);
  }, 60_000);

  it('become smaller until they fit', async () => {
    const session = await open('/noise');
    const whole = await shoot({}, session);
    expect(whole.byteLength).toBeGreaterThan(500_000);
    const png = await shoot({ maxBytes: 300_000 }, session);
    expect(png.byteLength).toBeLessThanOrEqual(300_000);
    expect(png).toMatchObject({ downscaled: true, quality: null });
    expect(png.scale).toBeCloseTo(png.width / whole.width, 1);
    const jpeg = await shoot({ format: 'jpeg', maxBytes: 150_000 }, session);
    expect(jpeg.byteLength).toBeLessThanOrEqual(150_000);
    expect(jpeg.quality).toBeLessThan(80);
    expect(await refusal({ maxBytes: 1024 }, session)).toBe('screenshot_too_large');
  }, 90_000);

  it('are refused with the reason', async () => {
    expect(await refusal({ mode: 'panorama' }, tabSessionId)).toBe('invalid_screenshot_mode');
    expect(await refusal({ format: 'gif' }, tabSessionId)).toBe('invalid_screenshot_format');
    expect(await refusal({ format: 'jpeg', quality: 101 }, tabSessionId)).toBe('invalid_screenshot_quality');
    expect(await refusal({ format: 'png', quality: 50 }, tabSessionId)).toBe('invalid_screenshot_quality');
    expect(await refusal({})).toBe('missing_extraction_target');
    expect(await refusal({}, 'ts_unknown')).toBe('unknown_tab_session');
    expect(await refusal({ url: 'chrome://version' })).toBe('invalid_url_scheme');
  }, 90_000);

  it('end in time for a page that is too busy to be drawn, and the next one comes', async () => {
    const session = await open('/busy');
    expect(await refusal({}, session, '3s')).toMatch(/^(?:command_timed_out|tab_url_not_ready)$/);
    expect(await attached()).toBe(0);
    expect((await shoot({}, tabSessionId)).width).toBeGreaterThan(0);
    await machine.json(command('primitive.tab.close', {}, session));
  }, 60_000);
});
