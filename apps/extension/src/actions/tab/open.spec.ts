import { ActionLab } from '../../runtime/testing/action-lab';
import { openTab } from './open';

describe('primitive.tab.open', () => {
  it('answers the session of the new tab and the address where it arrived', async () => {
    const lab = await ActionLab.open([openTab]);
    const { payload } = await lab.run({ action: openTab.name, payload: { url: 'http://site' } });
    expect(payload.data).toEqual({ tabId: 1, tabSessionId: expect.stringMatching(/^ts_/), url: 'http://site/' });
  });

  it('closes the tab again when it is cancelled', async () => {
    const lab = await ActionLab.open([openTab]);
    lab.browser.onOrder = () => queueMicrotask(() => lab.executor.cancel('req-1'));
    const { payload } = await lab.run({ action: openTab.name, payload: { url: 'http://site' } });
    expect(payload).toMatchObject({ code: 'command_cancelled', commandOutcome: 'cancelled' });
    expect(lab.browser.tabs.size).toBe(0);
  });

  it('opens no second tab for a command that is sent again', async () => {
    const lab = await ActionLab.open([openTab]);
    const command = { action: openTab.name, payload: { url: 'http://site' }, idempotencyKey: 'key' };
    const [first, second] = [await lab.run(command), await lab.run(command)];
    expect(second.payload.data).toEqual(first.payload.data);
    expect(lab.browser.tabs.size).toBe(1);
  });
});
