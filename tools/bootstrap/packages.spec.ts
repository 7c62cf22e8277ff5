import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arePackagesInstalled, installPackages } from './packages.mjs';

const LOCKED = {
  '': { name: 'otto' },
  'apps/cli': { version: '1.0.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/only-on-mac': { version: '1.0.0', integrity: 'sha512-m', optional: true },
};
const INSTALLED = { 'apps/cli': LOCKED['apps/cli'], 'node_modules/a': LOCKED['node_modules/a'] };

describe('packages', () => {
  let root: string;
  const npmBefore = process.env.npm_execpath;
  const file = (name: string): string => join(root, name);
  const stamp = (): string => file('node_modules/.otto-packages');
  const write = (name: string, packages: object): void =>
    writeFileSync(file(name), JSON.stringify({ lockfileVersion: 3, packages }));
  /** Stands in for npm: the bootstrap runs whatever npm runs it. */
  const npmThat = (code: string): void => {
    mkdirSync(file('npm'), { recursive: true });
    writeFileSync(file('npm/npm-cli.js'), code);
    process.env.npm_execpath = file('npm/npm-cli.js');
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'otto-spec-'));
    mkdirSync(file('node_modules'));
    write('package-lock.json', LOCKED);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
    if (npmBefore === undefined) delete process.env.npm_execpath;
    else process.env.npm_execpath = npmBefore;
  });

  it('count as installed after an installation, until the lock file changes', async () => {
    npmThat('');
    expect(arePackagesInstalled(root)).toBe(false);
    await installPackages(root);
    expect(arePackagesInstalled(root)).toBe(true);
    write('package-lock.json', { ...LOCKED, 'node_modules/b': { version: '2.0.0' } });
    expect(arePackagesInstalled(root)).toBe(false);
  });

  it('that somebody installed by hand are recognised, without those of other platforms', () => {
    write('node_modules/.package-lock.json', INSTALLED);
    expect(arePackagesInstalled(root)).toBe(true);
  });

  it.each([
    ['one is missing', { 'apps/cli': LOCKED['apps/cli'] }],
    ['one has another version', { ...INSTALLED, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
    ['one has other contents', { ...INSTALLED, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } }],
    ['one is too many', { ...INSTALLED, 'node_modules/z': { version: '1.0.0' } }],
  ])('are not recognised when %s', (_, installed) => {
    write('node_modules/.package-lock.json', installed);
    expect(arePackagesInstalled(root)).toBe(false);
  });

  it('do not count as installed when npm fails, and say what npm said', async () => {
    npmThat('');
    await installPackages(root);
    npmThat('console.error("ENOTCACHED"); process.exit(1)');
    await expect(installPackages(root)).rejects.toMatchObject({
      step: 'Installing packages',
      output: expect.stringContaining('ENOTCACHED'),
    });
    expect(arePackagesInstalled(root)).toBe(false);
  });

  it('do not count as installed while npm works on them', async () => {
    npmThat('');
    await installPackages(root);
    npmThat(`require('fs').writeFileSync('seen', String(require('fs').existsSync('node_modules/.otto-packages')))`);
    await installPackages(root);
    expect(existsSync(stamp())).toBe(true);
    expect(await import('node:fs/promises').then(({ readFile }) => readFile(file('seen'), 'utf8'))).toBe('false');
  });

  it('do not count as installed after an interruption', async () => {
    npmThat('setInterval(() => {}, 1000)');
    const interruption = new AbortController();
    const installing = installPackages(root, interruption.signal);
    interruption.abort(new Error('Ctrl+C'));
    await expect(installing).rejects.toThrow('Ctrl+C');
    expect(arePackagesInstalled(root)).toBe(false);
  });
});
