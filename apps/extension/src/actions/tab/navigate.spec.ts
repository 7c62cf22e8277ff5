import { ActionLab } from '../../runtime/testing/action-lab';
import { navigateTab } from './navigate';
import { openTab } from './open';

describe('primitive.tab.navigate', () => {
  let lab: ActionLab;
  let tabSessionId: string;

  beforeEach(async () => {
    lab = await ActionLab.open([openTab, navigateTab]);
    const opened = await lab.run({ action: openTab.name, payload: { url: 'about:blank' } });
    ({ tabSessionId } = opened.payload.data as { tabSessionId: string });
  });

  it('answers the address where the tab arrived', async () => {
    lab.browser.onOrder = (tabId) => queueMicrotask(() => lab.browser.commit(tabId, 'http://site/home'));
    const { payload } = await lab.run({ action: navigateTab.name, tabSessionId, payload: { url: 'http://site' } });
    expect(payload.data).toEqual({ tabSessionId, url: 'http://site/home' });
  });

  it('says that the page never got ready when its time is over', async () => {
    jest.useFakeTimers();
    lab.browser.onOrder = () => undefined;
    const command = { action: navigateTab.name, tabSessionId, payload: { url: 'http://site' }, timeoutMs: 2000 };
    const answer = lab.run(command);
    await jest.advanceTimersByTimeAsync(1800);
    expect((await answer).payload).toMatchObject({
      code: 'tab_url_not_ready',
      message: expect.stringContaining('2000 ms'),
    });
    jest.useRealTimers();
  });
});
