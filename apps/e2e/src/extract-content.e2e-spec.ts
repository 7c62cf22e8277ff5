import { Machine } from '../support/machine';
import { ARTICLE, Site } from '../support/site';

describe('a page of a real browser as Markdown', () => {
  let machine: Machine;
  let site: Site;

  beforeAll(async () => {
    site = await Site.serve({ '/': ARTICLE });
    machine = await Machine.create();
    await machine.startRelay();
    await machine.startNode();
  }, 60_000);

  afterAll(async () => {
    await machine.remove();
    await site.close();
  }, 60_000);

  it('prints headings, table, code fence, list and absolute links, and nothing else', async () => {
    const { code, stdout, stderr } = await machine.otto(['extract-content', `${site.url}/`]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('# Tides of the estuary');
    expect(stdout).toContain('## The table');
    expect(stdout).toMatch(/\| Place +\| High water +\|\n\| -+ \| -+ \|\n\| Old pier +\| 4\.1 +\|/);
    expect(stdout).toContain('```python\ndef high_water(day):\n    return mean + amplitude * cos(day)\n```');
    expect(stdout).toMatch(/^- +Spring tides/m);
    expect(stdout).toContain(`[the neap page](${site.url}/neap)`);
    expect(stdout).not.toContain('Shop');
  });

  it('opens, navigates, reads and closes a tab, command by command', async () => {
    const opened = await machine.json<{ data: { tabSessionId: string; url: string } }>([
      'cmd',
      '--action',
      'primitive.tab.open',
      '--payload',
      JSON.stringify({ url: 'about:blank' }),
    ]);
    const session = ['--tab-session', opened.data.tabSessionId];
    const navigated = await machine.json<{ data: { url: string } }>([
      'cmd',
      '--action',
      'primitive.tab.navigate',
      ...session,
      '--payload',
      JSON.stringify({ url: `${site.url}/`, waitUntil: 'load' }),
    ]);
    expect(navigated.data.url).toBe(`${site.url}/`);

    const { stdout } = await machine.otto(['extract-content', ...session]);
    expect(stdout).toContain('# Tides of the estuary');

    const queried = await machine.json<{ data: { tabs: { tabSessionId: string; title: string }[] } }>([
      'cmd',
      '--action',
      'primitive.tab.query',
    ]);
    expect(queried.data.tabs).toContainEqual(
      expect.objectContaining({ tabSessionId: opened.data.tabSessionId, title: 'Tides of the estuary' }),
    );

    await machine.json(['cmd', '--action', 'primitive.tab.close', ...session]);
    const gone = await machine.otto(['extract-content', ...session]);
    expect(gone.code).toBe(1);
    expect(gone.stderr).toMatch(/^tab_session_closed: |^unknown_tab_session: /);
  });

  it('leaves no tab open after extracting from a url', async () => {
    const tabs = async (): Promise<unknown[]> =>
      (await machine.json<{ data: { tabs: unknown[] } }>(['cmd', '--action', 'primitive.tab.query'])).data.tabs;
    const before = await tabs();
    await machine.otto(['extract-content', `${site.url}/`]);
    expect(await tabs()).toEqual(before);
  });
});
