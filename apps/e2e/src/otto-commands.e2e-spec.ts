import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HACKER_NEWS } from '../support/front-page';
import { Machine, OTTO } from '../support/machine';
import { Png } from '../support/png';
import { SecureSite } from '../support/secure-site';
import { Terminal } from '../support/terminal';

const SITE = 'news.ycombinator.com';
const FRONT_PAGE = ['test', SITE, 'getFrontPage'];

describe('the otto command with a real browser', () => {
  let machine: Machine;
  let site: SecureSite;
  let here: string;

  beforeAll(async () => {
    site = await SecureSite.serve(SITE, {
      ...HACKER_NEWS,
      '/tall': '<!doctype html><body style="margin:0"><div style="height:3000px;background:red"></div></body>',
      '/slow': () => undefined,
    });
    machine = await Machine.create();
    here = join(machine.home, 'here');
    await mkdir(here);
    await machine.startRelay();
    await machine.startNode(site.browserFlags);
  }, 90_000);

  afterAll(async () => {
    await machine.remove();
    await site.close();
  }, 60_000);

  const openTabs = async (): Promise<number> => {
    const { data } = await machine.json<{ data: { tabs: unknown[] } }>(['cmd', '--action', 'primitive.tab.query']);
    return data.tabs.length;
  };

  describe('otto commands list', () => {
    it('shows the commands of a site as a table, and as JSON', async () => {
      const { code, stdout, stderr } = await machine.otto(['commands', 'list', '--site', SITE]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^SITE +COMMAND +AUTH +INPUTS\n/);
      expect(stdout).toMatch(/^news\.ycombinator\.com +getFrontPage +- +limit\?$/m);
      const { commands } = await machine.json<{ commands: { id: string }[] }>(['commands', 'list']);
      expect(commands.map(({ id }) => id)).toContain('getFrontPage');
    });

    it('fails without its node', async () => {
      const { code, stderr } = await machine.otto(['commands', 'list', '--node-id', 'node_nobody']);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^acl_missing_node_grant: .*\n→ /);
    });
  });

  describe('otto screenshot', () => {
    const PAGE = `https://${SITE}/tall`;

    it('writes a file named after the page, and never over another one', async () => {
      const first = await machine.otto(['screenshot', PAGE], { cwd: here });
      expect(first.stdout).toMatch(
        /^✔ .*\/here\/news\.ycombinator\.com-tall\.png \(\d+ × \d+, [\d.]+ (?:kB|bytes)\)\n$/,
      );
      await machine.otto(['screenshot', PAGE], { cwd: here });
      expect((await readdir(here)).sort()).toEqual([
        'news.ycombinator.com-tall-2.png',
        'news.ycombinator.com-tall.png',
      ]);
    }, 60_000);

    it('takes all of the page, into the file that is named', async () => {
      const file = join(here, 'shot.png');
      await writeFile(file, 'before');
      const shot = await machine.json<{ height: number; bytes: number }>([
        'screenshot',
        PAGE,
        '--full-page',
        '-o',
        file,
      ]);
      const png = new Png((await readFile(file)).toString('base64'));
      expect([png.height, png.pixel(5, 2990)]).toEqual([3000, [255, 0, 0]]);
      expect(shot).toMatchObject({ file, height: 3000, mode: 'full_page', format: 'png' });
      const jpeg = join(here, 'shot.jpg');
      expect(await machine.json(['screenshot', PAGE, '-o', jpeg])).toMatchObject({ mimeType: 'image/jpeg' });
    }, 60_000);

    it('shows the picture on a terminal that can', async () => {
      const file = join(here, 'terminal.png');
      const shooting = machine.terminal(['screenshot', PAGE, '-o', file], { env: { KITTY_WINDOW_ID: '1' } });
      expect(await shooting.ended).toBe(0);
      expect(shooting.screen.specials[0]).toMatch(/^Ga=T,f=100,/);
      expect(shooting.screen.text).toMatch(/✔ .*terminal\.png/);
      expect(shooting.screen.text).not.toContain('Taking a picture');
    }, 60_000);

    it('counts the seconds of a page that is slow, and can be interrupted', async () => {
      const shooting = machine.terminal(['screenshot', `https://${SITE}/slow`, '-o', join(here, 'never.png')]);
      await shooting.shows(/Taking a picture of .* 1 s/);
      shooting.interrupt();
      expect(await shooting.ended).toBe(1);
      expect(shooting.screen.text).toMatch(/command_cancelled: /);
      expect(await readdir(here)).not.toContain('never.png');
    }, 60_000);

    it.each([
      [['chrome://version'], 'invalid_url_scheme'],
      [['nonsense'], 'invalid_url'],
      [[PAGE, '--quality', '50'], 'invalid_screenshot_quality'],
      [[`https://${SITE}/slow`, '--timeout', '1s'], 'command_timed_out|tab_url_not_ready'],
    ])('refuses %j with %s', async (args, code) => {
      const refused = await machine.otto(['screenshot', ...args], { cwd: here });
      expect(refused.code).toBe(1);
      expect(refused.stderr).toMatch(new RegExp(`^(${code}): .*\n→ `));
    });
  });

  describe('otto test', () => {
    it('runs a command in a tab of its own, and leaves none behind', async () => {
      const before = await openTabs();
      const { code, stdout, stderr } = await machine.otto([...FRONT_PAGE, '--payload', '{"limit":1}']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(JSON.parse(stdout)).toEqual([
        expect.objectContaining({ id: '101', title: 'A kettle that sings & boils' }),
      ]);
      expect(await openTabs()).toBe(before);
    }, 60_000);

    it('prints a line of JSON', async () => {
      const { stdout } = await machine.otto([...FRONT_PAGE, '--json']);
      expect(JSON.parse(stdout)).toMatchObject({ type: 'result', messageType: 'result', data: expect.any(Array) });
    }, 60_000);

    it.each([
      [['test', SITE, 'getNothing'], 'unknown_command'],
      [['test', 'a.example', 'getNothing'], 'unknown_site'],
      [[...FRONT_PAGE, '--payload', '{"limit":"many"}'], 'invalid_command_input_type'],
      [[...FRONT_PAGE, '--payload', '{"more":1}'], 'unexpected_command_input'],
      [[...FRONT_PAGE, '--tab-session', 'ts_none'], 'unknown_tab_session'],
      [[...FRONT_PAGE, '--stream-probe'], 'stream_missing'],
    ])(
      'fails: %j with %s',
      async (args, code) => {
        const before = await openTabs();
        const failed = await machine.otto(args);
        expect(failed.code).toBe(1);
        expect(failed.stderr).toMatch(new RegExp(`^${code}: .*\n→ `));
        expect(await openTabs()).toBe(before);
      },
      60_000,
    );

    it('keeps the tab until Ctrl+C where that is wanted', async () => {
      const before = await openTabs();
      const testing = machine.terminal([...FRONT_PAGE, '--wait-for-interrupt']);
      await testing.shows('The tab stays open; Ctrl+C closes it');
      expect(await openTabs()).toBe(before + 1);
      testing.interrupt();
      expect(await testing.ended).toBe(0);
      expect(await openTabs()).toBe(before);
    }, 60_000);

    it('makes itself an identity where there is none, and asks for the grant that it needs', async () => {
      const other = await Machine.create();
      const { url } = await machine.json<{ url: string }>(['status']);
      const args = [...FRONT_PAGE, '--relay-url', url, '--cleanup-test-controller'];
      const { nodes } = await machine.json<{ nodes: { nodeId: string }[] }>(['status', '--nodes']);
      const { code, stderr } = await other.otto([...args, '--node-id', nodes[0]!.nodeId]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^Registered "otto-tester" \(clt_.*\n(.*\n)*acl_missing_node_grant: /m);
      expect(stderr).toMatch(/^Removed clt_/m);
      await other.remove();
    }, 60_000);
  });

  describe('completion', () => {
    it('works in a real bash, at a terminal', async () => {
      const bin = join(machine.home, 'bin');
      await mkdir(bin);
      await writeFile(join(bin, 'otto'), `#!/bin/sh\nexec '${process.execPath}' '${OTTO}' "$@"\n`, { mode: 0o755 });
      const env = { ...machine.env, PATH: `${bin}:${process.env.PATH}`, PS1: '> ' };
      const bash = Terminal.run(['bash', '--norc', '--noprofile'], { env });
      bash.type('eval "$(otto completion bash)" && echo "rea"dy\n');
      await bash.shows(/^ready$/m);
      bash.type('otto screens\t');
      await bash.shows('otto screenshot');
      bash.type('--form\t');
      await bash.shows('--format');
      bash.type('j\t');
      await bash.shows('--format jpeg');
      bash.type('\u0015exit\n');
      expect(await bash.ended).toBe(0);
    }, 60_000);
  });

  describe('everywhere', () => {
    it('prints no escape sequence into a pipe, nor with NO_COLOR', async () => {
      const piped = await machine.otto(['logs', 'list']);
      expect(piped.stdout + piped.stderr).not.toContain('\u001b');
      const terminal = machine.terminal(['logs', 'list'], { env: { NO_COLOR: '1' } });
      await terminal.ended;
      expect(terminal.screen.coloured).not.toContain('\u001b');
      const coloured = machine.terminal(['logs', 'list']);
      await coloured.ended;
      expect(coloured.screen.coloured).toContain('\u001b[0;36m');
    });

    it('tells an error in colour at a terminal, with what to do', async () => {
      const failing = machine.terminal(['screenshot', 'nonsense']);
      expect(await failing.ended).toBe(1);
      expect(failing.screen.coloured).toMatch(/\u001b\[0;31minvalid_url:/);
      expect(failing.screen.text).toMatch(/\n→ Send an absolute URL/);
    });
  });
});
