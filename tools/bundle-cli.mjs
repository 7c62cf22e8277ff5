// Makes one CommonJS file of what `nest build cli` emitted: apps/cli/dist/otto.cjs, which apps/cli/bin/otto.js runs.
// It starts from tsc's output because esbuild cannot emit the decorator metadata that Nest's injection lives on.
import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rxjsModules } from './rxjs-modules.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const outputDirectory = join(root, 'apps/cli/dist');

/** Required at run time, and only by the commands that need them; or optional peers of Nest that are never there. */
const external = [
  'puppeteer-core',
  '@nestjs/microservices',
  '@nestjs/microservices/*',
  '@nestjs/websockets/*',
  '@nestjs/platform-express',
  'class-transformer',
  'class-transformer/*',
  'class-validator',
  'bufferutil',
  'utf-8-validate',
  'file-type',
  'load-esm',
];

/** What nest-commander loads at its start for features that the command line does not use: questions, plugins, Fig completion. */
const unused = /^(inquirer|cosmiconfig|@fig\/complete-commander)$/;

/** A module that is left out by returning nothing of it. */
const leaveOut = {
  name: 'leave-out',
  setup(hooks) {
    hooks.onResolve({ filter: unused }, ({ path }) => ({ path, namespace: 'left-out' }));
    hooks.onLoad({ filter: /./, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/**
 * Built-ins that take a millisecond or more to load, and that most runs load for nothing: they are loaded when something
 * of them is first used. The names are those of the Node that bundles.
 */
const slowBuiltins = ['child_process', 'crypto', 'http', 'https', 'net', 'perf_hooks', 'readline', 'stream', 'tls'];
const lazyBuiltins = {
  name: 'lazy-builtins',
  setup(hooks) {
    hooks.onResolve({ filter: new RegExp(`^(node:)?(${slowBuiltins.join('|')})$`) }, ({ path, namespace }) =>
      namespace === 'lazy' ? { path, external: true } : { path, namespace: 'lazy' },
    );
    hooks.onLoad({ filter: /./, namespace: 'lazy' }, ({ path }) => {
      const names = JSON.stringify(Object.keys(require(path)));
      return {
        contents: `for (const name of ${names}) Object.defineProperty(exports, name, {
          enumerable: true,
          get: () => require(${JSON.stringify(path)})[name],
        });`,
      };
    });
  },
};

await build({
  entryPoints: [join(root, 'dist/apps/cli/apps/cli/src/main.js')],
  outfile: join(outputDirectory, 'otto.cjs'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  // nest-commander finds the options of a command by the name of its class.
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
  external,
  plugins: [leaveOut, lazyBuiltins, rxjsModules],
  // @nestjs/* are ES modules that call createRequire(import.meta.url).
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl=require('node:url').pathToFileURL(__filename).href;" },
});

for (const file of readdirSync(outputDirectory)) {
  if (file.includes('.cache')) rmSync(join(outputDirectory, file));
}
