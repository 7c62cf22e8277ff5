import { DebuggerFailure } from './debugger-failure';
import { DebuggerSessions } from './debugger-sessions';
import { emulateFocus } from './focus-emulation';
import { FakeDebugger } from './testing/fake-debugger';

const TAB = { tabId: 7, tabSessionId: 'ts_1' };
const forever = new AbortController().signal;

describe('focus emulation', () => {
  let browser: FakeDebugger;
  let debuggers: DebuggerSessions;

  beforeEach(() => {
    browser = new FakeDebugger();
    debuggers = new DebuggerSessions(browser);
  });

  it('is on until it is released', async () => {
    const focus = await emulateFocus(debuggers, TAB, forever);
    expect(browser.commands('Emulation.setFocusEmulationEnabled').map(({ params }) => params)).toEqual([
      { enabled: true },
    ]);
    await focus.release();
    expect(browser.attached.size).toBe(0);
    expect(focus.lost.aborted).toBe(false);
  });

  it('is switched off for those who stay attached', async () => {
    const hold = await debuggers.hold(TAB.tabId, forever);
    await (await emulateFocus(debuggers, TAB, forever)).release();
    expect(browser.sent.at(-1)?.params).toEqual({ enabled: false });
    await hold.release();
  });

  it.each([
    ['Another debugger is already attached to the tab with id: 7.', 'debugger_focus_conflict'],
    ['Cannot access a chrome:// URL', 'debugger_focus_permission_denied'],
    ['Something else.', 'debugger_focus_attach_failed'],
    ['No tab with given id 7.', 'tab_session_closed'],
  ])('tells why it is refused: %s', async (words, code) => {
    browser.refusal = words;
    await expect(emulateFocus(debuggers, TAB, forever)).rejects.toMatchObject({ code });
  });

  it('tells that the browser offers no debugger', async () => {
    browser.attach = () => Promise.reject(new DebuggerFailure('unavailable', 'the browser offers no debugger'));
    await expect(emulateFocus(debuggers, TAB, forever)).rejects.toMatchObject({ code: 'debugger_focus_unavailable' });
  });

  it('tells that the browser cannot do it, and leaves nothing attached', async () => {
    browser.answers('Emulation.setFocusEmulationEnabled', () => {
      throw new Error('{"code":-32601,"message":"\'Emulation.setFocusEmulationEnabled\' wasn\'t found"}');
    });
    await expect(emulateFocus(debuggers, TAB, forever)).rejects.toMatchObject({
      code: 'debugger_focus_command_failed',
      message: expect.stringContaining("wasn't found"),
    });
    expect(browser.attached.size).toBe(0);
  });

  it('says so when it is lost before its time', async () => {
    const focus = await emulateFocus(debuggers, TAB, forever);
    browser.takeAway(TAB.tabId, 'canceled_by_user');
    expect(focus.lost.reason).toMatchObject({ code: 'debugger_focus_command_failed' });
    await focus.release();
  });
});
