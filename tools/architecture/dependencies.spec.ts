import { importCycles } from './cycles';
import { importsOf, unitOf, type Import } from './imports';
import { codeIn, isForSpecs } from './sources';

/** Units that leave class-validator and Ajv out, because of their size or because a browser forbids what Ajv does. */
const WITHOUT_VALIDATORS = [
  'apps/extension',
  'apps/cli',
  'libs/acl',
  'libs/auth',
  'libs/locks',
  'libs/logs',
  'libs/sdk',
  'libs/store',
];

interface Rule {
  readonly title: string;
  readonly isBroken: (by: Import) => boolean;
  /** A file and an import in it that the rule has to find. */
  readonly example: readonly [path: string, specifier: string];
}

const RULES: readonly Rule[] = [
  {
    title: 'apps do not import each other',
    isBroken: ({ from, unit }) => unit?.startsWith('apps/') === true && unit !== unitOf(from),
    example: ['apps/cli/src/main.ts', '../../relay/src/relay'],
  },
  {
    title: 'libs import no app',
    isBroken: ({ from, unit }) => from.startsWith('libs/') && unit?.startsWith('apps/') === true,
    example: ['libs/sdk/src/index.ts', '../../../apps/cli/src/version'],
  },
  {
    title: 'domain libs know the protocol, and not each other',
    isBroken: ({ from, unit }) =>
      from.startsWith('libs/') && unit !== undefined && unit !== unitOf(from) && unit !== 'libs/protocol',
    example: ['libs/auth/src/index.ts', '@otto/store'],
  },
  {
    title: 'the protocol leans on nothing of ours',
    isBroken: ({ from, unit }) => from.startsWith('libs/protocol/') && unit !== undefined && unit !== 'libs/protocol',
    example: ['libs/protocol/src/index.ts', '@otto/sdk'],
  },
  {
    title: 'libs know nothing of Nest',
    isBroken: ({ from, specifier }) => from.startsWith('libs/') && /^(@nestjs\/|nest-commander)/.test(specifier),
    example: ['libs/logs/src/index.ts', '@nestjs/common'],
  },
  {
    title: 'the extension knows nothing of Nest, of Node and of domain libs',
    isBroken: ({ from, specifier, unit }) =>
      isExtensionCode(from) &&
      (/^(@nestjs\/|node:)/.test(specifier) || (unit?.startsWith('libs/') === true && unit !== 'libs/protocol')),
    example: ['apps/extension/src/background.ts', 'node:fs'],
  },
  {
    title: 'validators stay with the relay',
    isBroken: ({ from, specifier }) =>
      WITHOUT_VALIDATORS.includes(unitOf(from)) &&
      !isForSpecs(from) &&
      /^(@otto\/protocol\/dto|class-validator|class-transformer|ajv)/.test(specifier),
    example: ['apps/extension/src/background.ts', '@otto/protocol/dto'],
  },
  {
    // Except for what the specs of a lib use: it has no name, and others' specs may use it too.
    title: 'libs are imported by name, not by path',
    isBroken: ({ from, specifier, unit, to }) =>
      specifier.startsWith('.') && unit !== unitOf(from) && !(isForSpecs(from) && /^libs\/[a-z]+\/test\//.test(to)),
    example: ['apps/relay/src/main.ts', '../../../libs/logs/src/operation-log'],
  },
  {
    title: 'within a lib siblings are imported by path, not through its index',
    isBroken: ({ from, to, unit, specifier }) =>
      from.startsWith('libs/') && unit === unitOf(from) && (!specifier.startsWith('.') || /\/src(\/index)?$/.test(to)),
    example: ['libs/auth/src/access-tokens.ts', './index'],
  },
];

/** What runs in the browser; its specs and their helpers run in Node. */
function isExtensionCode(file: string): boolean {
  return file.startsWith('apps/extension/src/') && !isForSpecs(file);
}

function breaches(rule: Rule, imports: readonly Import[]): string[] {
  return imports.filter(rule.isBroken).map(({ from, specifier }) => `${from} -> ${specifier}`);
}

describe('dependencies', () => {
  const files = codeIn('apps', 'libs');
  const imports = files.flatMap(importsOf);

  describe.each(RULES)('$title', (rule) => {
    it('in all code', () => {
      expect(breaches(rule, imports)).toEqual([]);
    });

    it('or this spec would tell', () => {
      const [path, specifier] = rule.example;
      const text = `import { a } from '${specifier}';`;
      expect(breaches(rule, importsOf({ path, text }))).toEqual([`${path} -> ${specifier}`]);
    });
  });

  it('domain libs name what they export', () => {
    const indexes = files.filter(({ path }) => /^libs\/(?!protocol)[a-z]+\/src\/index\.ts$/.test(path));
    expect(indexes).toHaveLength(6);
    expect(indexes.filter(({ text }) => /export (type )?\*/.test(text))).toEqual([]);
  });

  it('go in no circles', () => {
    expect(importCycles(files)).toEqual([]);
  });

  it('go in no circles, or this spec would tell', () => {
    const a = { path: 'libs/a/a.ts', text: "import { b } from './b';" };
    const b = { path: 'libs/a/b.ts', text: "import { type B, a } from './a';" };
    const c = { path: 'libs/a/c.ts', text: "import type { A } from './a'; export { type B } from './b';" };
    expect(importCycles([a, b, c])).toEqual(['libs/a/a.ts -> libs/a/b.ts -> libs/a/a.ts']);
    expect(importCycles([a, { ...b, text: "import { type A } from './a';" }])).toEqual([]);
  });
});
