import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { BUILDS, outdatedBuilds, runBuild } from './builds.mjs';

const BUILD = { name: 'thing', script: 'build:thing', inputs: ['src'], output: 'out/thing.js' };

describe('a build', () => {
  let root: string;
  const npmBefore = process.env.npm_execpath;
  const file = (name: string): string => join(root, name);
  /** Stands in for `npm run build:thing`. */
  const buildThat = (code: string): void => writeFileSync(file('npm-cli.js'), `const fs = require('fs');${code}`);
  const isOutdated = (): boolean => outdatedBuilds(root, [BUILD]).length > 0;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'otto-spec-'));
    mkdirSync(file('src/node_modules'), { recursive: true });
    mkdirSync(file('out'));
    writeFileSync(file('src/a.ts'), 'a');
    buildThat(`fs.writeFileSync('out/thing.js', process.argv.slice(2).join(' '))`);
    process.env.npm_execpath = file('npm-cli.js');
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
    if (npmBefore === undefined) delete process.env.npm_execpath;
    else process.env.npm_execpath = npmBefore;
  });

  it('is outdated until it has run, and then runs its npm script', async () => {
    expect(isOutdated()).toBe(true);
    await runBuild(root, BUILD);
    expect(isOutdated()).toBe(false);
    expect(readFileSync(file('out/thing.js'), 'utf8')).toBe('run --silent build:thing');
  });

  it('is outdated when a source changes or its result is gone', async () => {
    await runBuild(root, BUILD);
    writeFileSync(file('src/a.ts'), 'b');
    expect(isOutdated()).toBe(true);
    await runBuild(root, BUILD);
    rmSync(file('out/thing.js'));
    expect(isOutdated()).toBe(true);
  });

  it.each(['src/a.spec.ts', 'src/node_modules/x.js', 'src/debug.log'])(
    'stays current when %s changes',
    async (name) => {
      await runBuild(root, BUILD);
      writeFileSync(file(name), 'x');
      expect(isOutdated()).toBe(false);
    },
  );

  it('is outdated again when a source changed while it ran', async () => {
    buildThat(`fs.writeFileSync('out/thing.js', ''); fs.writeFileSync('src/a.ts', 'edited')`);
    await runBuild(root, BUILD);
    expect(isOutdated()).toBe(true);
  });

  it('that fails stays outdated and shows what it wrote', async () => {
    await runBuild(root, BUILD);
    buildThat(`console.log('error TS2322'); process.exit(2)`);
    await expect(runBuild(root, BUILD)).rejects.toMatchObject({
      step: 'Building thing',
      reason: 'it ended with code 2',
      output: expect.stringContaining('TS2322'),
      remedy: expect.stringContaining('npm run build:thing'),
    });
    expect(isOutdated()).toBe(true);
  });

  it('that leaves no result has failed', async () => {
    buildThat('');
    await expect(runBuild(root, BUILD)).rejects.toMatchObject({ reason: 'it left no out/thing.js' });
  });

  it('does not lose the record of another one that runs at the same time', async () => {
    const other = { ...BUILD, name: 'other' };
    await Promise.all([runBuild(root, BUILD), runBuild(root, other)]);
    expect(outdatedBuilds(root, [BUILD, other])).toEqual([]);
  });
});

describe('the builds of this repository', () => {
  const repository = resolve(__dirname, '../..');
  const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { scripts: object };

  it.each(BUILDS)('$name has its npm script', ({ script }) => {
    expect(scripts).toHaveProperty([script]);
  });

  it('depend on every lib that their tsconfig knows', () => {
    const { compilerOptions } = JSON.parse(readFileSync(join(repository, 'tsconfig.json'), 'utf8')) as {
      compilerOptions: { paths: Record<string, [string]> };
    };
    const libs = Object.values(compilerOptions.paths).map(([path]) => path.split('/').slice(1, 3).join('/'));
    for (const { inputs } of BUILDS.filter(({ name }) => name !== 'extension')) {
      expect(inputs).toEqual(expect.arrayContaining(libs));
    }
  });
});
