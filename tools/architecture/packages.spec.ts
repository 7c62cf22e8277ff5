import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const MANIFESTS = ['package.json', 'apps/cli/package.json', 'apps/extension/package.json'];

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

function dependenciesOf(manifest: string): [string, string][] {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(ROOT, manifest), 'utf8'),
  ) as Manifest;
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
}

describe('packages', () => {
  const reasons = readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8');
  const all = MANIFESTS.flatMap(dependenciesOf);

  it.each(all.filter(([name]) => !name.startsWith('@otto/')))('%s is pinned to one version', (_name, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it.each(all.filter(([name]) => !name.startsWith('@types/')))(
    '%s has its reason in docs/dependencies.md',
    (name, version) => {
      expect(reasons).toContain(`| ${name} | ${version} |`);
    },
  );

  it('of the packed command are in the version that is tried here', () => {
    const root = new Map([...dependenciesOf('package.json')]);
    expect(dependenciesOf('apps/cli/package.json').filter(([name, version]) => root.get(name) !== version)).toEqual([]);
  });

  it('comes from the registry that npm is set to, wherever it is installed', () => {
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { resolved?: string }>;
    };
    const fromElsewhere = Object.values(lock.packages).filter(({ resolved }) => resolved?.includes('://'));
    expect(fromElsewhere).toEqual([]);
  });
});
