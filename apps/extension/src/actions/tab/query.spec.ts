import { ActionLab } from '../../runtime/testing/action-lab';
import { openTab } from './open';
import { queryTabs } from './query';

describe('primitive.tab.query', () => {
  it('lists the managed tabs, and maps their sessions to the tabs of the browser', async () => {
    const lab = await ActionLab.open([openTab, queryTabs]);
    const opened = await lab.run({ action: openTab.name, payload: { url: 'http://site' } });
    const { tabSessionId, tabId } = opened.payload.data as { tabSessionId: string; tabId: number };
    expect((await lab.run({ action: queryTabs.name })).payload.data).toEqual({
      tabSessions: { [tabSessionId]: tabId },
      tabs: [{ tabSessionId, tabId, url: 'http://site/', title: 'A page', status: 'complete', owned: true }],
    });
  });

  it('lists nothing of what the user has open', async () => {
    const lab = await ActionLab.open([queryTabs]);
    await lab.browser.create('http://private/');
    expect((await lab.run({ action: queryTabs.name })).payload.data).toEqual({ tabSessions: {}, tabs: [] });
  });
});
