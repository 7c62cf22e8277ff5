import { BrokenBrowser } from '../support/broken-browser';
import { BrowserEye } from '../support/browser-eye';
import { HACKER_NEWS } from '../support/front-page';
import { Machine, type Run } from '../support/machine';
import { SecureSite } from '../support/secure-site';

const SITE = 'news.ycombinator.com';
const URL_OF_SITE = `https://${SITE}`;

/** What a site command needs, over the real command line. */
interface Call {
  readonly action?: string;
  readonly site?: string;
  readonly command?: string;
  readonly input?: unknown;
  readonly authMode?: string;
  readonly tab?: string;
}

describe('site commands in a real browser', () => {
  let machine: Machine;
  let site: SecureSite;
  let pages: Record<string, string>;
  let eye: BrowserEye;

  beforeAll(async () => {
    pages = { ...HACKER_NEWS };
    site = await SecureSite.serve(SITE, pages);
    machine = await Machine.create();
    await machine.startRelay();
    const { profile } = await machine.startNode([...site.browserFlags, '--remote-debugging-port=0']);
    eye = await BrowserEye.open(profile);
  }, 60_000);

  afterAll(async () => {
    eye.close();
    await machine.remove();
    await site.close();
  }, 60_000);

  beforeEach(() => {
    Object.assign(pages, HACKER_NEWS);
  });

  const open = async (url: string): Promise<string> => {
    const args = ['cmd', '--action', 'primitive.tab.open', '--payload', JSON.stringify({ url })];
    return (await machine.json<{ data: { tabSessionId: string } }>(args)).data.tabSessionId;
  };
  const argsOf = ({ action = 'command.run', tab, ...payload }: Call): string[] => {
    const call = JSON.stringify({ site: SITE, command: 'getFrontPage', ...payload });
    return ['cmd', '--action', action, '--payload', call, ...(tab === undefined ? [] : ['--tab-session', tab])];
  };
  const dataOf = async <T>(call: Call): Promise<T> => (await machine.json<{ data: T }>(argsOf(call))).data;
  const codeOf = async (call: Call, ...more: string[]): Promise<string> => {
    const { code, stderr }: Run = await machine.otto([...argsOf(call), ...more]);
    expect(code).toBe(1);
    return stderr.split(':', 1)[0] ?? '';
  };
  const addressOf = async (tab: string): Promise<string | undefined> => {
    const { data } = await machine.json<{ data: { tabs: { tabSessionId: string; url: string }[] } }>([
      'cmd',
      '--action',
      'primitive.tab.query',
    ]);
    return data.tabs.find(({ tabSessionId }) => tabSessionId === tab)?.url;
  };

  it('are listed', async () => {
    const args = ['cmd', '--action', 'command.list', '--payload', JSON.stringify({ site: SITE })];
    const { data } = await machine.json<{ data: { commands: { id: string; tags?: string[] }[] } }>(args);
    expect(data.commands.map(({ id }) => id).sort()).toEqual(['checkLogin', 'getFrontPage', 'gotoLogin']);
    expect(data.commands.filter(({ tags }) => tags?.includes('auth'))).toHaveLength(2);
  });

  it('read the front page: story, post of text and job', async () => {
    expect(await dataOf({ tab: await open(URL_OF_SITE) })).toEqual([
      {
        kind: 'content.post',
        id: '101',
        title: 'A kettle that sings & boils',
        url: 'https://kettles.test/sings',
        author: { id: 'tea_pot', username: 'tea_pot', platform: SITE },
        publishedAt: '2026-04-26T06:24:42.000Z',
        score: 1284,
        commentCount: 145,
        rank: 1,
        meta: { site: SITE, source: 'dom', rawEventType: 'story' },
        originalEntity: { rank: 1, itemUrl: `${URL_OF_SITE}/item?id=101`, site: 'kettles.test' },
      },
      expect.objectContaining({ id: '102', url: `${URL_OF_SITE}/item?id=102`, score: 1, commentCount: 0 }),
      {
        kind: 'content.post',
        id: '103',
        title: 'Kettle Works is hiring',
        url: 'https://hiring.test/jobs',
        publishedAt: '2026-04-26T07:00:10.000Z',
        rank: 3,
        meta: { site: SITE, source: 'dom', rawEventType: 'job' },
        originalEntity: { rank: 3, itemUrl: `${URL_OF_SITE}/item?id=103` },
      },
    ]);
  });

  it('go to the front page from elsewhere on the site, and give no more than wanted', async () => {
    const tab = await open(`${URL_OF_SITE}/newest`);
    expect(await dataOf({ tab, input: { limit: 1 } })).toMatchObject([{ id: '101' }]);
    expect(await addressOf(tab)).toBe(`${URL_OF_SITE}/`);
  });

  it('run as their own test where they have none', async () => {
    expect(await dataOf({ action: 'command.test', tab: await open(URL_OF_SITE) })).toHaveLength(3);
  });

  it('see who is signed in, and show where a person can', async () => {
    const tab = await open(`${URL_OF_SITE}/newest`);
    expect(await dataOf({ tab, command: 'checkLogin' })).toEqual({ loggedIn: true, username: 'tea_pot' });
    expect(await dataOf({ tab, command: 'gotoLogin' })).toEqual({ url: `${URL_OF_SITE}/login?goto=news` });
    expect(await dataOf({ tab, command: 'checkLogin' })).toEqual({ loggedIn: false });
  });

  it('are refused in the documented order', async () => {
    const wrong = { site: 'nowhere.test', command: 'nothing', input: { page: 2 } };
    expect(await codeOf(wrong)).toBe('unknown_site');
    expect(await codeOf({ ...wrong, site: SITE })).toBe('unknown_command');
    expect(await codeOf({ input: wrong.input })).toBe('missing_tab_session');
    expect(await codeOf({ input: wrong.input, tab: 'ts_nothing' })).toBe('unknown_tab_session');
    const tab = await open('about:blank');
    expect(await codeOf({ input: wrong.input, tab })).toBe('site_mismatch');
    const onSite = await open(URL_OF_SITE);
    expect(await codeOf({ input: wrong.input, tab: onSite })).toBe('unexpected_command_input');
    expect(await codeOf({ input: { limit: '3' }, tab: onSite })).toBe('invalid_command_input_type');
    expect(await codeOf({ action: 'command.reddit_feed', tab: onSite })).toBe('unknown_site');
  }, 30_000);

  // Where nobody has to be signed in, all come to the same.
  it.each(['auto', 'strict_fail', 'skip'])('take the authMode %s', async (authMode) => {
    const tab = await open(URL_OF_SITE);
    for (const action of ['command.run', 'command.test'])
      expect(await dataOf({ action, tab, authMode })).toHaveLength(3);
    expect(await codeOf({ action: 'command.reddit_feed', tab, authMode })).toBe('unknown_site');
  });

  it('say that their script failed in the page', async () => {
    const url = `${URL_OF_SITE}/?broken`;
    const tab = await open(url);
    await new BrokenBrowser(eye).failInPage('Document.prototype.querySelector', url);
    expect(await codeOf({ tab, command: 'checkLogin' })).toBe('page_script_failed');
    expect(await dataOf({ tab: await open(URL_OF_SITE), command: 'checkLogin' })).toEqual({ loggedIn: false });
  });

  it('say that a page never showed what they need', async () => {
    pages['/'] = "<body>Sorry, we're not able to serve your requests this quickly.</body>";
    expect(await codeOf({ tab: await open(URL_OF_SITE) }, '--timeout', '3s')).toBe('page_not_ready');
  });

  it('find what a page writes later', async () => {
    const front = pages['/'] as string;
    const rows = JSON.stringify(/<tr class="athing.*(?=<tr class="morespace")/s.exec(front)?.[0]);
    const late = `<script>setTimeout(() => document.querySelector('#bigbox table').innerHTML = ${rows}, 300)</script>`;
    pages['/'] = front
      .replace(/<tr class="athing.*(?=<tr class="morespace")/s, '')
      .replace('</body>', `${late}</body>`);
    expect(await dataOf({ tab: await open(URL_OF_SITE) })).toHaveLength(3);
  });
});
