import { DebuggerSessions } from '../debugger/debugger-sessions';
import { FakeDebugger } from '../debugger/testing/fake-debugger';
import { FakeBrowser } from '../testing/fake-browser';
import { Departures } from './departures';

const ANSWER = 'Page.handleJavaScriptDialog';
const NEXT = 'http://next/';

describe('leaving a page', () => {
  let browser: FakeBrowser;
  let debug: FakeDebugger;
  let departures: Departures;
  let tabId: number;

  beforeEach(async () => {
    browser = new FakeBrowser();
    debug = new FakeDebugger();
    departures = new Departures(browser, new DebuggerSessions(debug));
    ({ tabId } = await browser.create('http://site/'));
    browser.load(tabId);
  });
  afterEach(() => jest.useRealTimers());

  const ask = (type = 'beforeunload'): void => debug.emit(tabId, 'Page.javascriptDialogOpening', { type });
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('needs no debugger where nobody has touched the page, which may not ask then', async () => {
    await departures.navigate(tabId, NEXT);
    expect(await departures.close(tabId)).toBe(true);
    expect(debug.history).toEqual([]);
  });

  it.each([
    [true, 1],
    [undefined, 1],
    [false, 0],
  ])('keeps the page from asking, where it may (touched: %s)', async (touched, times) => {
    browser.touched = touched;
    const navigate = browser.navigate.bind(browser);
    jest.spyOn(browser, 'navigate').mockImplementation((...order) => {
      expect(browser.silenced).toEqual(Array(times).fill(tabId));
      return navigate(...order);
    });
    await departures.navigate(tabId, NEXT);
    expect(browser.navigate).toHaveBeenCalled();
    browser.tell({ type: 'closed', tabId });
  });

  it.each([true, undefined])('is allowed to a page that asks when it closes (touched: %s)', async (touched) => {
    browser.touched = touched;
    const close = browser.close.bind(browser);
    jest.spyOn(browser, 'close').mockImplementation(async (id) => {
      debug.answers(ANSWER, () => close(id));
      ask();
      await settled();
      return !browser.tabs.has(id);
    });
    expect(await departures.close(tabId)).toBe(true);
    expect(debug.commands(ANSWER)[0]?.params).toEqual({ accept: true });
    await settled();
    expect(debug.attached.size).toBe(0);
  });

  it('is allowed to a page that asks after the order was taken, and the debugger gone when it has been left', async () => {
    browser.touched = true;
    jest.spyOn(browser, 'navigate').mockResolvedValue();
    await departures.navigate(tabId, NEXT);
    ask();
    await settled();
    expect(debug.methods).toEqual(['Page.enable', ANSWER]);
    browser.tell({ type: 'loaded', tabId, url: 'http://site/' });
    await settled();
    expect(debug.attached).toContain(tabId);
    browser.tell({ type: 'started', tabId, url: NEXT });
    await settled();
    expect(debug.attached.size).toBe(0);
    expect(browser.listeners).toBe(0);
  });

  it('answers no other dialog, which is for the user', async () => {
    browser.touched = true;
    jest.spyOn(browser, 'navigate').mockResolvedValue();
    await departures.navigate(tabId, NEXT);
    ask('confirm');
    await settled();
    expect(debug.commands(ANSWER)).toEqual([]);
    browser.tell({ type: 'closed', tabId });
  });

  it('lets go of a page that neither asks nor goes', async () => {
    jest.useFakeTimers();
    browser.touched = true;
    jest.spyOn(browser, 'navigate').mockResolvedValue();
    await departures.navigate(tabId, NEXT);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(debug.attached.size).toBe(0);
    expect(browser.listeners).toBe(0);
  });

  it('lets go of a page that the browser does not send elsewhere', async () => {
    browser.touched = true;
    jest.spyOn(browser, 'navigate').mockRejectedValue(new Error('no'));
    await expect(departures.navigate(tabId, NEXT)).rejects.toThrow('no');
    await settled();
    expect(debug.attached.size).toBe(0);
    expect(browser.listeners).toBe(0);
  });

  it('goes on without a debugger that is refused', async () => {
    browser.touched = true;
    debug.refusal = 'Cannot access a chrome:// URL';
    expect(await departures.close(tabId)).toBe(true);
  });

  it('is called off by the debugger, which is gone afterwards', async () => {
    await departures.callOff(tabId);
    expect(debug.methods).toEqual(['Page.stopLoading']);
    expect(debug.attached.size).toBe(0);
  });

  it('cannot be called off without a debugger, and nothing fails on that', async () => {
    debug.refusal = 'Cannot access a chrome:// URL';
    await departures.callOff(tabId);
    expect(debug.methods).toEqual([]);
  });
});
