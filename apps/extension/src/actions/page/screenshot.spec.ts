import { DebuggerFailure } from '../../runtime/debugger/debugger-failure';
import { ActionLab } from '../../runtime/testing/action-lab';
import { openTab } from '../tab/open';
import { screenshot } from './screenshot';
import { fakePicture } from './testing/fake-pictures';

const WINDOW = 3;

/** The parts of chrome that a picture needs: one window, whose tab in front the spec chooses. */
class FakeWindow {
  front = 0;
  looks = 0;
  capture = (): string => fakePicture('png', 800, 600);
  onActivated = new Set<(info: { windowId: number }) => void>();
  onUpdated = new Set<(tabId: number, change: { url?: string }) => void>();
  captures: object[] = [];

  install(lab: ActionLab): void {
    const tabs = {
      get: async (id: number) => {
        this.looks++;
        const tab = lab.browser.tabs.get(id);
        if (tab === undefined) throw new Error(`No tab with id: ${id}.`);
        return { url: tab.url, windowId: WINDOW, active: id === this.front };
      },
      captureVisibleTab: async (_: number, options: object) => {
        this.captures.push(options);
        return `data:image/x;base64,${this.capture()}`;
      },
      onActivated: eventOf(this.onActivated),
      onUpdated: eventOf(this.onUpdated),
    };
    Object.assign(globalThis, { chrome: { tabs, windows: { get: async () => ({ state: 'normal' }) } } });
  }

  activate(): void {
    for (const listener of this.onActivated) listener({ windowId: WINDOW });
  }
}

function eventOf<L>(listeners: Set<L>): object {
  return {
    addListener: (listener: L) => listeners.add(listener),
    removeListener: (listener: L) => listeners.delete(listener),
  };
}

describe('primitive.page.screenshot', () => {
  let lab: ActionLab;
  let window: FakeWindow;
  let tabSessionId: string;

  beforeEach(async () => {
    lab = await ActionLab.open([openTab, screenshot]);
    window = new FakeWindow();
    window.install(lab);
    lab.debugger.answers('Page.captureScreenshot', ({ params }) => ({
      data: fakePicture(params.format as 'png' | 'jpeg', 640, 480),
    }));
    const opened = await lab.run({ action: openTab.name, payload: { url: 'http://site' } });
    ({ tabSessionId } = opened.payload.data as { tabSessionId: string });
  });
  afterEach(() => Reflect.deleteProperty(globalThis, 'chrome'));

  const shoot = async (payload: Record<string, unknown> = {}, session: string | undefined = tabSessionId) =>
    (await lab.run({ action: screenshot.name, payload, ...(session && { tabSessionId: session }) })).payload;
  /** The user has brought the tab to the front. */
  const bringToFront = (): void => {
    window.front = 1;
    for (const tab of lab.browser.tabs.values()) tab.isActive = true;
  };
  const metrics = (width: number, height: number): void =>
    lab.debugger.answers('Page.getLayoutMetrics', () => ({
      contentSize: { width, height },
      cssContentSize: { width, height },
      cssVisualViewport: { zoom: 1 },
    }));

  it('draws a tab that is behind others, and detaches', async () => {
    expect((await shoot()).data).toEqual({
      tabSessionId,
      sourceUrl: 'http://site/',
      mode: 'viewport',
      format: 'png',
      mimeType: 'image/png',
      width: 640,
      height: 480,
      byteLength: 100,
      quality: null,
      scale: 1,
      downscaled: false,
      contentBase64: fakePicture('png', 640, 480),
    });
    await new Promise((resolve) => setTimeout(resolve));
    expect(lab.debugger.attached.size).toBe(0);
    expect(window.captures).toEqual([]);
    expect(window.looks).toBe(1);
  });

  it('tells the address of a page that the tab went on to while it was drawn', async () => {
    lab.debugger.answers('Page.captureScreenshot', () => {
      for (const tab of lab.browser.tabs.values()) tab.url = 'http://site/next';
      for (const listener of window.onUpdated) listener(1, { url: 'http://site/next' });
      return { data: fakePicture('png', 640, 480) };
    });
    expect((await shoot()).data).toMatchObject({ sourceUrl: 'http://site/next' });
    expect(window.onUpdated.size).toBe(0);
  });

  it('has somebody watch the tab while it is drawn, since it draws nothing for nobody', async () => {
    await shoot();
    expect(lab.debugger.methods).toEqual(['Page.startScreencast', 'Page.captureScreenshot', 'Page.stopScreencast']);
  });

  it('takes a tab that is in front as it is seen, without a debugger', async () => {
    bringToFront();
    expect((await shoot()).data).toMatchObject({ width: 800, height: 600 });
    expect(lab.debugger.history).toEqual([]);
    expect(window.onActivated.size).toBe(0);
  });

  it.each([
    ['another tab comes to the front meanwhile', () => window.activate()],
    ['the tab is no longer in front afterwards', () => (window.front = 99)],
    [
      'the browser refuses',
      () => {
        throw new Error('This request exceeds the MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND quota.');
      },
    ],
  ])('never shows what the tab does not: draws it when %s', async (_, event) => {
    bringToFront();
    window.capture = () => {
      event();
      return fakePicture('png', 800, 600);
    };
    expect((await shoot()).data).toMatchObject({ width: 640, height: 480 });
  });

  it('takes the whole page in one picture', async () => {
    metrics(640, 3000);
    bringToFront();
    expect((await shoot({ mode: 'full_page' })).data).toMatchObject({ mode: 'full_page', scale: 1 });
    expect(lab.debugger.commands('Page.captureScreenshot')[0]?.params).toEqual({
      format: 'png',
      captureBeyondViewport: true,
      clip: { x: 0, y: 0, width: 640, height: 3000, scale: 1 },
    });
  });

  it('makes a page smaller that is longer than a picture can be', async () => {
    metrics(640, 32_768);
    expect((await shoot({ mode: 'full_page' })).data).toMatchObject({ scale: 0.5, downscaled: true });
  });

  it('encodes as it was asked to', async () => {
    expect((await shoot({ format: 'jpeg', quality: 30 })).data).toMatchObject({ mimeType: 'image/jpeg', quality: 30 });
    expect((await shoot({ format: 'jpeg' })).data).toMatchObject({ quality: 80 });
    const encodings = lab.debugger.commands('Page.captureScreenshot').map(({ params }) => params);
    expect(encodings).toEqual([
      { format: 'jpeg', quality: 30, optimizeForSpeed: true },
      { format: 'jpeg', quality: 80, optimizeForSpeed: true },
    ]);
  });

  it('refuses a quality where there is none', async () => {
    expect((await shoot({ quality: 30 })).code).toBe('invalid_screenshot_quality');
  });

  it('opens a tab for a url and closes it, whatever becomes of the picture', async () => {
    const { data } = await shoot({ url: 'http://other' }, '');
    expect(data).toMatchObject({ sourceUrl: 'http://other/' });
    expect(data).not.toHaveProperty('tabSessionId');
    lab.debugger.refusal = 'Something else';
    expect((await shoot({ url: 'http://other' }, '')).code).toBe('screenshot_debugger_attach_failed');
    expect(lab.browser.tabs.size).toBe(1);
  });

  it.each([
    ['Another debugger is already attached to the tab with id: 1.', 'screenshot_debugger_conflict'],
    ['Cannot access a chrome:// URL', 'screenshot_debugger_permission_denied'],
    ['Something else', 'screenshot_debugger_attach_failed'],
    ['No tab with given id 1.', 'tab_session_closed'],
  ])('tells why the debugger is refused: %s', async (words, code) => {
    lab.debugger.refusal = words;
    expect((await shoot()).code).toBe(code);
  });

  it.each([
    ['the browser makes none', () => Promise.reject(new Error('{"code":-32603,"message":"Internal error"}'))],
    ['what it makes is no picture', () => ({ data: '' })],
  ])('tells that there is no picture when %s, and detaches', async (_, answer) => {
    lab.debugger.answers('Page.captureScreenshot', answer);
    expect((await shoot()).code).toBe('screenshot_capture_failed');
    expect(lab.debugger.attached.size).toBe(0);
  });

  it('tells that the page crashed while it was drawn', async () => {
    lab.debugger.answers('Page.captureScreenshot', () => {
      lab.debugger.emit(1, 'Inspector.targetCrashed');
      return new Promise(() => undefined);
    });
    expect((await shoot()).code).toBe('page_crashed');
    expect(lab.debugger.attached.size).toBe(0);
  });

  it('tells that the user took the debugger back before there was a picture', async () => {
    lab.debugger.answers('Page.captureScreenshot', () => {
      lab.debugger.takeAway(1, 'canceled_by_user');
      return new Promise(() => undefined);
    });
    expect((await shoot()).code).toBe('screenshot_capture_failed');
  });

  it('tells that the tab was closed, although the browser speaks of its debugger', async () => {
    lab.debugger.answers('Page.captureScreenshot', () => {
      lab.browser.tabs.delete(1);
      throw new Error('Detached while handling command.');
    });
    expect((await shoot()).code).toBe('tab_session_closed');
  });

  it('tells that the browser offers no debugger', async () => {
    jest.spyOn(lab.debugger, 'attach').mockRejectedValue(new DebuggerFailure('unavailable', 'none'));
    expect((await shoot()).code).toBe('screenshot_debugger_unavailable');
  });

  it('waits for a page that draws nothing no longer than it may', async () => {
    lab.debugger.answers('Page.captureScreenshot', () => new Promise(() => undefined));
    const command = lab.frame({ action: screenshot.name, tabSessionId }, 'req-x');
    const answer = lab.answerTo('req-x');
    lab.executor.accept(command);
    await new Promise((resolve) => setImmediate(resolve));
    lab.executor.cancel('req-x');
    expect((await answer).payload.code).toBe('command_cancelled');
    expect(lab.debugger.attached.size).toBe(0);
  });
});
