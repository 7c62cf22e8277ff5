// Makes the package @otto/sdk, ready for `npm pack`: node tools/bundle-sdk.mjs [directory]. The workspace itself is never
// published (nothing in it could be resolved by Node); this is what its users install.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const output = path.resolve(process.argv[2] ?? path.join(root, 'dist/sdk'));
const TYPES = './types/libs/sdk/src/index.d.ts';
const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

/**
 * Parts of the error catalogue that a controller in a page never looks into: what a node says arrives with code, text and
 * hint, and of the machine that relays and nodes run on it hears nothing.
 */
const NOT_FOR_PAGES = /\/(node|site|machine|setup|extraction|screenshot|tab|pairing)-errors$/;
const smallCatalogue = {
  name: 'small-catalogue',
  setup(hooks) {
    hooks.onResolve({ filter: NOT_FOR_PAGES }, ({ path: name }) => ({ path: name, namespace: 'small-catalogue' }));
    hooks.onLoad({ filter: /./, namespace: 'small-catalogue' }, ({ path: name }) => {
      const [, part] = NOT_FOR_PAGES.exec(name);
      return { contents: `export const ${part.toUpperCase()}_ERRORS = {};` };
    });
  },
};

/** @param {import('esbuild').BuildOptions} options */
function bundle(options) {
  return build({
    entryPoints: [path.join(root, 'libs/sdk/src/index.ts')],
    tsconfig: path.join(root, 'tsconfig.json'),
    bundle: true,
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
  });
}

/** The types as tsc tells them, with the protocol's beside them instead of behind a package that nobody can install. */
function writeTypes() {
  const types = path.join(output, 'types');
  const project = path.join(root, 'libs/sdk/tsconfig.lib.json');
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const emit = ['--declaration', '--emitDeclarationOnly', '--sourceMap', 'false', '--outDir', types];
  execFileSync(process.execPath, [tsc, '-p', project, ...emit], { stdio: 'inherit' });
  for (const file of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.d.ts')) continue;
    const text = readFileSync(path.join(types, file), 'utf8');
    const protocol = path.posix.relative(path.posix.dirname(file), 'libs/protocol/src/index');
    writeFileSync(path.join(types, file), text.replaceAll(/(['"])@otto\/protocol\1/g, `'${protocol}'`));
  }
  const index = path.join(output, TYPES);
  // For `await using`, which not every `lib` of a tsconfig knows of.
  writeFileSync(index, `/// <reference lib="esnext.disposable" />\n${readFileSync(index, 'utf8')}`);
}

function writeManifest() {
  const { version, description } = readJson('libs/sdk/package.json');
  const { dependencies, engines, license } = readJson('package.json');
  const manifest = {
    name: '@otto/sdk',
    version,
    description,
    license,
    sideEffects: false,
    main: './index.cjs',
    module: './index.mjs',
    browser: './browser.mjs',
    types: TYPES,
    exports: {
      '.': { types: TYPES, browser: './browser.mjs', import: './index.mjs', require: './index.cjs' },
      './package.json': './package.json',
    },
    engines,
    dependencies: { ws: dependencies.ws },
  };
  writeFileSync(path.join(output, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
await Promise.all([
  bundle({ platform: 'node', format: 'esm', external: ['ws'], outfile: path.join(output, 'index.mjs') }),
  bundle({ platform: 'node', format: 'cjs', external: ['ws'], outfile: path.join(output, 'index.cjs') }),
  bundle({
    platform: 'browser',
    format: 'esm',
    minify: true,
    plugins: [smallCatalogue],
    outfile: path.join(output, 'browser.mjs'),
  }),
]);
writeTypes();
writeManifest();
copyFileSync(path.join(root, 'libs/sdk/README.md'), path.join(output, 'README.md'));
