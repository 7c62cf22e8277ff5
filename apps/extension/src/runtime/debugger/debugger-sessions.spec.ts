import { DebuggerFailure } from './debugger-failure';
import { DebuggerSessions } from './debugger-sessions';
import type { DebuggerHold } from './tab-debugger';
import { FakeDebugger } from './testing/fake-debugger';

const TAB = 7;
const forever = new AbortController().signal;

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

describe('the debuggers of tabs', () => {
  let browser: FakeDebugger;
  let debuggers: DebuggerSessions;

  beforeEach(() => {
    browser = new FakeDebugger();
    debuggers = new DebuggerSessions(browser);
  });

  it('attach once for all who need the same tab, and detach when the last of them leaves', async () => {
    const [first, second] = await Promise.all([debuggers.hold(TAB, forever), debuggers.hold(TAB, forever)]);
    await first.release();
    expect(browser.history).toEqual([`attach ${TAB}`]);
    await second.release();
    expect(browser.history).toEqual([`attach ${TAB}`, `detach ${TAB}`]);
    expect(debuggers.size).toBe(0);
  });

  it('count a share once, however often it is released', async () => {
    const [first, second] = await Promise.all([debuggers.hold(TAB, forever), debuggers.hold(TAB, forever)]);
    await first.release();
    await first.release();
    expect(browser.attached).toContain(TAB);
    await second.release();
  });

  it('detach when the work is done, also when it fails', async () => {
    const work = async (hold: DebuggerHold): Promise<never> => {
      await hold.send('Page.enable');
      throw new Error('no');
    };
    await expect(debuggers.use(TAB, forever, work)).rejects.toThrow('no');
    expect(browser.history).toEqual([`attach ${TAB}`, `detach ${TAB}`]);
  });

  it('detach behind what the work has made, so that it does not hold that up', async () => {
    await debuggers.use(TAB, forever, (hold) => hold.send('Page.enable'));
    expect(browser.attached).toContain(TAB);
    await new Promise((resolve) => setTimeout(resolve));
    expect(browser.history).toEqual([`attach ${TAB}`, `detach ${TAB}`]);
  });

  it('are kept for work that follows at once', async () => {
    await debuggers.use(TAB, forever, (hold) => hold.send('Page.enable'));
    const next = debuggers.use(TAB, forever, (hold) => hold.send('Page.disable'));
    await new Promise((resolve) => setTimeout(resolve));
    await next;
    await new Promise((resolve) => setTimeout(resolve));
    expect(browser.history).toEqual([`attach ${TAB}`, `detach ${TAB}`]);
  });

  it('take commands before they are attached, which follow the order to attach', async () => {
    const attaching = deferred();
    browser.gate = attaching.promise;
    const order = jest.spyOn(browser, 'attach');
    const send = jest.spyOn(browser, 'send');
    const work = debuggers.use(TAB, forever, (hold) => hold.send('Page.enable'));
    await new Promise((resolve) => setImmediate(resolve));
    expect([order.mock.calls.length, send.mock.calls.length]).toEqual([1, 1]);
    attaching.resolve();
    await work;
    expect(browser.methods).toEqual(['Page.enable']);
  });

  it('tell those who did not wait why they were refused', async () => {
    browser.refusal = 'Cannot access a chrome:// URL';
    const work = debuggers.use(TAB, forever, (hold) => hold.send('Page.enable'));
    await expect(work).rejects.toMatchObject({ kind: 'permission_denied' });
    expect(debuggers.size).toBe(0);
  });

  it('do not work with what somebody else has attached', async () => {
    await debuggers.hold(8, forever);
    browser.attached.add(TAB);
    const work = debuggers.use(TAB, forever, (hold) => hold.send('Page.enable'));
    await expect(work).rejects.toMatchObject({ kind: 'conflict' });
    expect(browser.attached).toContain(TAB);
  });

  it('end the work of those who are told to give up', async () => {
    browser.answers('Page.enable', () => new Promise(() => undefined));
    const abort = new AbortController();
    const work = debuggers.use(TAB, abort.signal, (hold) => hold.send('Page.enable'));
    abort.abort(new Error('enough'));
    await expect(work).rejects.toThrow('enough');
    await (await debuggers.hold(TAB, forever)).release();
    expect(browser.attached.size).toBe(0);
  });

  it('attach again only when the detaching before is over', async () => {
    const leaving = deferred();
    const hold = await debuggers.hold(TAB, forever);
    const detach = browser.detach.bind(browser);
    jest.spyOn(browser, 'detach').mockImplementationOnce(async (tabId) => {
      await leaving.promise;
      return detach(tabId);
    });
    const released = hold.release();
    const again = debuggers.hold(TAB, forever);
    leaving.resolve();
    await released;
    await (await again).release();
    expect(browser.history).toEqual([`attach ${TAB}`, `detach ${TAB}`, `attach ${TAB}`, `detach ${TAB}`]);
  });

  it('give up waiting when told to, and then leave nothing attached', async () => {
    const attaching = deferred();
    browser.gate = attaching.promise;
    const abort = new AbortController();
    const hold = debuggers.hold(TAB, abort.signal);
    abort.abort(new Error('enough'));
    await expect(hold).rejects.toThrow('enough');
    attaching.resolve();
    // Waits for the attachment that nobody wants any more to be gone.
    await (await debuggers.hold(TAB, forever)).release();
    expect(browser.attached.size).toBe(0);
  });

  it('stay attached for one who waits longer than another', async () => {
    const attaching = deferred();
    browser.gate = attaching.promise;
    const abort = new AbortController();
    const impatient = debuggers.hold(TAB, abort.signal);
    const patient = debuggers.hold(TAB, forever);
    abort.abort(new Error('enough'));
    attaching.resolve();
    await expect(impatient).rejects.toThrow('enough');
    await (await patient).send('Page.enable');
    expect(browser.methods).toEqual(['Page.enable']);
  });

  it.each([
    [`Another debugger is already attached to the tab with id: ${TAB}.`, 'conflict'],
    ['Cannot access a chrome:// URL', 'permission_denied'],
    ['Cannot attach to this target.', 'permission_denied'],
    [`No tab with given id ${TAB}.`, 'tab_closed'],
    ['Something else', 'attach_failed'],
  ])('tell why they were refused: %s', async (words, kind) => {
    browser.refusal = words;
    await expect(debuggers.hold(TAB, forever)).rejects.toMatchObject({ kind });
    expect(debuggers.size).toBe(0);
  });

  it('can be had after a refusal', async () => {
    browser.refusal = 'Cannot access a chrome:// URL';
    await expect(debuggers.hold(TAB, forever)).rejects.toThrow(DebuggerFailure);
    browser.refusal = undefined;
    await (await debuggers.hold(TAB, forever)).release();
    expect(browser.history).toEqual([`attach ${TAB}`, `detach ${TAB}`]);
  });

  it('tell everybody who shares one when it is taken away, and end what they wait for', async () => {
    const holds = await Promise.all([debuggers.hold(TAB, forever), debuggers.hold(TAB, forever)]);
    browser.answers('Runtime.evaluate', () => new Promise(() => undefined));
    const reasons: string[] = [];
    for (const hold of holds) hold.onLost((reason) => reasons.push(reason));
    const waiting = holds.map((hold) => hold.send('Runtime.evaluate'));
    browser.takeAway(TAB, 'canceled_by_user');
    for (const answer of waiting) await expect(answer).rejects.toMatchObject({ kind: 'detached' });
    await expect(holds[0]?.send('Page.enable')).rejects.toMatchObject({ kind: 'detached' });
    expect(reasons).toEqual(['canceled_by_user', 'canceled_by_user']);
    expect(debuggers.size).toBe(0);
  });

  it('tell a tab that was closed from one that the user wanted back', async () => {
    const hold = await debuggers.hold(TAB, forever);
    browser.takeAway(TAB, 'target_closed');
    await expect(hold.send('Page.enable')).rejects.toMatchObject({ kind: 'tab_closed' });
  });

  it('leave a page that has crashed, which no longer answers', async () => {
    const hold = await debuggers.hold(TAB, forever);
    browser.answers('Page.captureScreenshot', () => new Promise(() => undefined));
    const picture = hold.send('Page.captureScreenshot');
    browser.emit(TAB, 'Inspector.targetCrashed');
    await expect(picture).rejects.toMatchObject({ kind: 'page_crashed', message: 'target_crashed' });
    expect(browser.attached.size).toBe(0);
  });

  it('stay when it is only a part of the page that has crashed', async () => {
    const hold = await debuggers.hold(TAB, forever);
    browser.emit(TAB, 'Inspector.targetCrashed', {}, 'an iframe');
    await hold.send('Page.enable');
    expect(browser.attached).toContain(TAB);
  });

  it('pass events on to everybody who shares the tab, and to nobody else', async () => {
    const [here, there] = await Promise.all([debuggers.hold(TAB, forever), debuggers.hold(8, forever)]);
    const heard: string[] = [];
    here.onEvent(({ method, target }) => heard.push(`${method} ${target.sessionId ?? ''}`));
    there.onEvent(() => heard.push('there'));
    browser.emit(TAB, 'Network.requestWillBeSent', {}, 's1');
    expect(heard).toEqual(['Network.requestWillBeSent s1']);
    await here.release();
    browser.emit(TAB, 'Network.requestWillBeSent');
    expect(heard).toHaveLength(1);
  });

  it('word failed commands as the protocol does', async () => {
    browser.answers('Page.navigate', () => {
      throw new Error('{"code":-32000,"message":"Cannot navigate to invalid URL"}');
    });
    const hold = await debuggers.hold(TAB, forever);
    await expect(hold.send('Page.navigate')).rejects.toMatchObject({
      kind: 'command_failed',
      message: 'Cannot navigate to invalid URL',
    });
  });

  it('give back what an earlier life of the worker has left attached, before anything else', async () => {
    const before = new FakeDebugger([TAB, 9]);
    const hold = await new DebuggerSessions(before).hold(TAB, forever);
    expect(before.history).toEqual([`detach ${TAB}`, 'detach 9', `attach ${TAB}`]);
    await hold.release();
  });
});
