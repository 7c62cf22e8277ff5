import { BrowserEye } from '../support/browser-eye';
import { Machine } from '../support/machine';
import type { RunningOtto } from '../support/running-otto';
import { Site } from '../support/site';

/** Fetches a counter again and again. */
const TICKING = `<!doctype html><title>Ticks</title><script>
  const tick = async () => { await (await fetch('/tick')).text(); setTimeout(tick, 100); };
  tick();
</script>`;

describe('what goes on, told by the real command', () => {
  let machine: Machine;
  let site: Site;
  let eye: BrowserEye;
  let tab: string;
  let ticks = 0;

  beforeAll(async () => {
    site = await Site.serve({
      '/': TICKING,
      '/tick': (_request, response) => {
        ticks += 1;
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ticks }));
      },
    });
    machine = await Machine.create();
    await machine.startRelay();
    const { profile } = await machine.startNode(['--remote-debugging-port=0']);
    eye = await BrowserEye.open(profile);
    tab = await open();
  }, 90_000);

  afterAll(async () => {
    eye.close();
    await machine.remove();
    await site.close();
  }, 60_000);

  async function open(): Promise<string> {
    const payload = JSON.stringify({ url: `${site.url}/`, waitUntil: 'load' });
    const args = ['cmd', '--action', 'primitive.tab.open', '--payload', payload];
    return (await machine.json<{ data: { tabSessionId: string } }>(args)).data.tabSessionId;
  }
  const subscribe = (...flags: string[]): string[] => [
    ...['listener', 'subscribe-network', '--tab-session', tab, '--site', '127.0.0.1'],
    ...flags,
  ];
  /** Resolves when one more update has been printed. */
  const oneMore = (listening: RunningOtto): Promise<void> =>
    listening.printed('stdout', '"type":"update"', listening.length);

  describe('otto logs', () => {
    it('lists, tells how much there is, and exports', async () => {
      const { stdout, code } = await machine.otto(['logs', 'list', '--source', 'relay']);
      expect(code).toBe(0);
      expect(stdout).toMatch(/ago {2}INFO {3}relay {7}\w+/);
      const { logs } = await machine.json<{ logs: { level: string }[] }>(['logs', 'list', '--latest', '5']);
      expect(logs).toHaveLength(5);
      expect(await machine.json(['logs', 'status'])).toMatchObject({ retentionDays: 14 });
      const file = `${machine.home}/log.ndjson`;
      const { entries } = await machine.json<{ entries: number }>(['logs', 'export', '--all', '-o', file]);
      const lines = (await machine.file('log.ndjson')).trim().split('\n');
      expect(lines).toHaveLength(entries);
      expect(lines.some((line) => line.includes('relay_started'))).toBe(true);
    });

    it('shows one command by its request', async () => {
      const { requestId } = await machine.json<{ requestId: string }>(['cmd', '--action', 'primitive.tab.query']);
      const { logs } = await machine.json<{ logs: object[] }>(['logs', 'list', '--request-id', requestId]);
      expect(logs.length).toBeGreaterThan(0);
      expect(logs).toEqual(logs.map(() => expect.objectContaining({ requestId })));
    });

    it('follows over a restart of the relay, and loses nothing', async () => {
      const follow = machine.start(['logs', 'follow', '--json', '--latest', '1']);
      const query = async (): Promise<string> =>
        (await machine.json<{ requestId: string }>(['cmd', '--action', 'primitive.tab.query'])).requestId;
      await follow.printed('stdout', '"id"');
      await follow.printed('stdout', await query());
      await machine.json(['restart']);
      await follow.printed('stderr', 'The connection is lost.');
      await follow.printed('stderr', 'The connection is back.');
      await nodeIsBack();
      const after = await query();
      await follow.printed('stdout', after);
      const { code } = await follow.interrupt();
      expect(code).toBe(0);
      const ids = follow.lines.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }, 60_000);

    it('follows on a terminal, with colours, and leaves it clean', async () => {
      const follow = machine.terminal(['logs', 'follow', '--latest', '3']);
      await follow.shows('Following the log; Ctrl+C ends it');
      follow.interrupt();
      expect(await follow.ended).toBe(0);
      expect(follow.screen.text).not.toContain('Following');
      expect(follow.screen.coloured).toContain('\u001b[0;36mINFO');
    });

    it('says when there is no relay', async () => {
      const { code, stderr } = await machine.otto(['logs', 'follow', '--relay-url', 'ws://127.0.0.1:9']);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^relay_unreachable: .*\n→ /);
    });
  });

  /** Resolves when the node has found its way back to the relay. */
  async function nodeIsBack(): Promise<void> {
    for (;;) {
      const { nodes } = await machine.json<{ nodes: unknown[] }>(['status', '--nodes']);
      if (nodes.length > 0) return;
    }
  }

  describe('otto listener', () => {
    it('prints responses until Ctrl+C, and the node stops capturing', async () => {
      const listening = machine.start(subscribe('--json', '--url-patterns', '*/tick'));
      await oneMore(listening);
      await oneMore(listening);
      const { code } = await listening.interrupt();
      expect(code).toBe(0);
      const [first] = listening.lines;
      expect(first).toMatchObject({
        type: 'update',
        updateType: 'network.response',
        data: { url: `${site.url}/tick`, method: 'GET', status: 200, mimeType: 'application/json' },
      });
      expect(await machine.json(['listener', 'list'])).toMatchObject({ active: [] });
    }, 60_000);

    it('is listed, and ended from elsewhere', async () => {
      const listening = machine.start(subscribe('--json'));
      await oneMore(listening);
      const { active } = await machine.json<{ active: { requestId: string }[] }>(['listener', 'list']);
      expect(active).toEqual([expect.objectContaining({ tabSessionId: tab, site: '127.0.0.1' })]);
      const target = ['--target-request-id', active[0]!.requestId];
      await machine.json(['listener', 'unsubscribe', ...target]);
      expect((await listening.ended).code).toBe(0);
      const again = await machine.otto(['listener', 'unsubscribe', ...target]);
      expect(again.code).toBe(1);
      expect(again.stderr).toMatch(/^listener_(not_found|owner_mismatch): .*\n→ /);
    }, 60_000);

    it('is one line a response on a terminal, and redraws what is below', async () => {
      const listening = machine.terminal(subscribe('--url-patterns', '*/tick'), { columns: 72 });
      await listening.shows(/GET {5}200 {2}json/);
      await listening.shows(/Capturing 127\.0\.0\.1: \d+ updates?, Ctrl\+C ends it/);
      listening.interrupt();
      expect(await listening.ended).toBe(0);
      const { lines } = listening.screen;
      expect(lines.every((line) => line.length <= 72)).toBe(true);
      expect(listening.screen.text).not.toContain('Capturing');
      expect(lines.filter((line) => /^\d\d:\d\d:\d\d {2}GET/.test(line)).length).toBeGreaterThan(0);
    }, 60_000);

    it('goes on after a restart of the relay', async () => {
      const listening = machine.start(subscribe('--json'));
      await oneMore(listening);
      await machine.json(['restart']);
      await listening.printed('stdout', '"type":"gap"');
      await listening.printed('stdout', '"type":"restored"');
      await oneMore(listening);
      const { code, stderr } = await listening.interrupt();
      expect(code).toBe(0);
      expect(stderr).toMatch(/warning: Interrupted: connection_lost: .*\nGoing on \(req_/);
    }, 90_000);

    it.each([
      [['--tab-session', 'ts_nowhere', '--site', '127.0.0.1'], 'unknown_tab_session'],
      [['--tab-session', 'ts_nowhere', '--site', 'not a host'], 'invalid_listener_site'],
      [['--tab-session', 'ts_nowhere', '--site', 'a.example', '--mime-types', 'json'], 'invalid_listener_mime_types'],
    ])('is refused with %j: %s', async (flags, code) => {
      const refused = await machine.otto(['listener', 'subscribe-network', ...flags]);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toMatch(new RegExp(`^${code}: .*\n→ `));
    });

    it('fails when its tab is closed', async () => {
      const listening = machine.start(subscribe('--json'));
      await oneMore(listening);
      await machine.json(['cmd', '--action', 'primitive.tab.close', '--tab-session', tab]);
      const { code, stderr } = await listening.ended;
      expect(code).toBe(1);
      expect(stderr).toMatch(/^listener_detached: .*\n→ /m);
    }, 60_000);

    it('goes on when its node is gone and comes back', async () => {
      tab = await open();
      const listening = machine.start(subscribe('--json'));
      await oneMore(listening);
      await eye.inWorker('chrome.storage.local.set({ connect: false })');
      await listening.printed('stdout', '"code":"node_disconnected"');
      await eye.inWorker('chrome.storage.local.set({ connect: true })');
      await listening.printed('stdout', '"type":"restored"');
      await oneMore(listening);
      expect((await listening.interrupt()).code).toBe(0);
    }, 90_000);

    it('fails when its browser is closed', async () => {
      const listening = machine.start(subscribe('--json'));
      await oneMore(listening);
      await machine.json(['node', 'stop']);
      const { code, stderr } = await listening.ended;
      expect(code).toBe(1);
      expect(stderr).toMatch(/^(listener_detached|unknown_tab_session|tab_session_closed): .*\n→ /m);
    }, 90_000);
  });
});
