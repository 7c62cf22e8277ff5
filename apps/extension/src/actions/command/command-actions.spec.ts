import { SITE_BUNDLES } from '../../commands/registry';
import { commandsOf } from '../../commands/site-bundle';
import { ActionLab } from '../../runtime/testing/action-lab';
import { openTab } from '../tab/open';
import { listCommands } from './list';
import { redditFeed } from './reddit-feed';
import { runCommand } from './run';
import { testCommand } from './test';

const SITE = 'news.ycombinator.com';
const LOGIN_STATE = { loggedIn: false };

jest.mock('../../commands/runtime/chrome-pages', () => ({
  chromePages: {
    current: () => Promise.resolve({ documentId: 'doc-1', url: 'https://news.ycombinator.com/', isErrorPage: false }),
    run: () => Promise.resolve(LOGIN_STATE),
    onChange: () => () => undefined,
  },
}));

describe('the actions of site commands', () => {
  let lab: ActionLab;
  beforeEach(async () => {
    lab = await ActionLab.open([openTab, listCommands, runCommand, testCommand, redditFeed]);
  });

  const open = async (): Promise<string> => {
    const { payload } = await lab.run({ action: openTab.name, payload: { url: `https://${SITE}/` } });
    return (payload.data as { tabSessionId: string }).tabSessionId;
  };

  it('list what there is', async () => {
    const { payload } = await lab.run({ action: listCommands.name });
    const all = SITE_BUNDLES.flatMap(commandsOf).map(({ metadata }) => metadata);
    expect(payload.data).toEqual({ commands: JSON.parse(JSON.stringify(all)) });
    const none = await lab.run({ action: listCommands.name, payload: { site: 'nowhere.test' } });
    expect(none.payload.code).toBe('unknown_site');
  });

  it.each([runCommand, testCommand])('$name runs a command in the tab of its session', async ({ name }) => {
    const tabSessionId = await open();
    const { payload } = await lab.run({ action: name, tabSessionId, payload: { site: SITE, command: 'checkLogin' } });
    expect(payload.data).toEqual(LOGIN_STATE);
  });

  it.each([runCommand, testCommand])('$name looks for the command before it looks for the tab', async ({ name }) => {
    const codeOf = async (payload: Record<string, unknown>): Promise<string | undefined> =>
      (await lab.run({ action: name, payload })).payload.code;
    expect(await codeOf({ site: 'nowhere.test', command: 'checkLogin' })).toBe('unknown_site');
    expect(await codeOf({ site: SITE, command: 'nothing' })).toBe('unknown_command');
    expect(await codeOf({ site: SITE, command: 'checkLogin' })).toBe('missing_tab_session');
  });

  it('command.reddit_feed is getFeed of reddit.com, as far as there is one', async () => {
    const feed = { site: 'reddit.com', command: 'getFeed' };
    const asked = await lab.run({ action: runCommand.name, payload: feed });
    const { payload } = await lab.run({ action: redditFeed.name });
    expect(payload.code).toBe(asked.payload.code);
    expect(payload.message).toBe(asked.payload.message);
  });
});
