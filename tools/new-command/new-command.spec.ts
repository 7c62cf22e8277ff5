import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(__dirname, '../..');
const COMMANDS = 'apps/extension/src/commands';

describe('npm run new:command', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'otto-new-command-'));
    for (const part of [
      '.prettierrc',
      `${COMMANDS}/registry.ts`,
      `${COMMANDS}/template`,
      `${COMMANDS}/news.ycombinator.com`,
    ]) {
      await cp(path.join(ROOT, part), path.join(root, part), { recursive: true });
    }
  });
  afterEach(() => rm(root, { recursive: true }));

  const run = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      execFile(
        process.execPath,
        [path.join(ROOT, 'tools/new-command.mjs'), ...args],
        { cwd: root },
        (error, stdout, stderr) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      );
    });
  const textOf = (file: string): Promise<string> => readFile(path.join(root, COMMANDS, file), 'utf8');

  it('gives a new site its bundle, its command and the spec of that', async () => {
    expect(await run('shop.example.org', 'getNewOffers')).toMatchObject({ code: 0, stderr: '' });
    expect((await readdir(path.join(root, COMMANDS, 'shop.example.org'))).sort()).toEqual([
      'check-login.ts',
      'get-new-offers.spec.ts',
      'get-new-offers.ts',
      'goto-login.ts',
      'site-name.ts',
      'site.ts',
    ]);
    expect(await textOf('shop.example.org/get-new-offers.ts')).toMatch(
      /export const getNewOffers = .*id: 'getNewOffers',\s+displayName: 'Get new offers'/s,
    );
    expect(await textOf('shop.example.org/site-name.ts')).toBe("export const SITE = 'shop.example.org';\n");
    const registry = await textOf('registry.ts');
    expect(registry).toContain("import { shopExampleOrg } from './shop.example.org/site';\n");
    expect(registry).toMatch(/readonly SiteBundle\[\] = \[\s*newsYcombinatorCom,\s*shopExampleOrg,?\s*\]/);
  });

  it('adds a command to the bundle of a site that has one', async () => {
    await run('news.ycombinator.com', 'getJobs');
    const site = await textOf('news.ycombinator.com/site.ts');
    expect(site).toContain("import { getJobs } from './get-jobs';\n");
    expect(site).toContain('commands: [getFrontPage, getJobs],');
    expect(await textOf('registry.ts')).toBe(await readFile(path.join(ROOT, COMMANDS, 'registry.ts'), 'utf8'));
  });

  it('writes code that can be read', async () => {
    await run('example.org', 'getItems');
    for (const file of await readdir(path.join(root, COMMANDS, 'example.org'))) {
      const { diagnostics } = ts.transpileModule(await textOf(`example.org/${file}`), { reportDiagnostics: true });
      expect(diagnostics).toEqual([]);
    }
  });

  it.each([
    [['example.org'], 'usage: '],
    [['https://example.org', 'getItems'], '"https://example.org" is not a host name'],
    [['../../etc', 'getItems'], 'is not a host name'],
    [['example.org', 'get_items'], '"get_items" is not an id'],
    [['news.ycombinator.com', 'getFrontPage'], 'news.ycombinator.com has a command getFrontPage already'],
    [['news.ycombinator.com', 'checkLogin'], 'has a command checkLogin already'],
  ])('refuses %j and writes nothing', async (args, reason) => {
    const before = await readdir(path.join(root, COMMANDS), { recursive: true });
    expect(await run(...args)).toMatchObject({ code: 1, stderr: expect.stringContaining(reason) });
    expect(await readdir(path.join(root, COMMANDS), { recursive: true })).toEqual(before);
  });
});
