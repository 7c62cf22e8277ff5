import { ActionLab } from '../../runtime/testing/action-lab';
import { closeTab } from './close';
import { openTab } from './open';

describe('primitive.tab.close', () => {
  it('closes the tab of the session', async () => {
    const lab = await ActionLab.open([openTab, closeTab]);
    const opened = await lab.run({ action: openTab.name, payload: { url: 'http://site' } });
    const { tabSessionId } = opened.payload.data as { tabSessionId: string };
    const { payload } = await lab.run({ action: closeTab.name, tabSessionId });
    expect(payload.data).toEqual({ closed: true, tabSessionId });
    expect(lab.browser.tabs.size).toBe(0);
  });

  it('needs a session', async () => {
    const lab = await ActionLab.open([closeTab]);
    expect((await lab.run({ action: closeTab.name })).payload).toMatchObject({
      code: 'missing_tab_session',
      message: '"primitive.tab.close" needs a tabSessionId.',
    });
  });
});
