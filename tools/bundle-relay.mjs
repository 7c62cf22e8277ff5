// Makes one file of the relay that `nest build relay` emitted, in its place: dist/apps/relay/apps/relay/src/main.js. Reading
// and resolving 1200 files, with the ES modules of Nest among them, was nearly half of the time from start to ready.
import { build } from 'esbuild';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rxjsModules } from './rxjs-modules.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const main = join(root, 'dist/apps/relay/apps/relay/src/main.js');

/** Optional peers that are never there, what is loaded for the page of the API alone, and what Nest loads by its name. */
const external = [
  '@nestjs/microservices',
  '@nestjs/microservices/*',
  '@nestjs/platform-socket.io',
  '@nestjs/swagger',
  'bufferutil',
  'utf-8-validate',
  'file-type',
  'load-esm',
  'ws',
];

await build({
  entryPoints: [main],
  outfile: main,
  allowOverwrite: true,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Nest names what cannot be injected by its class.
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
  external,
  plugins: [rxjsModules],
  // @nestjs/* are ES modules that call createRequire(import.meta.url).
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl=require('node:url').pathToFileURL(__filename).href;" },
});
rmSync(`${main}.map`, { force: true });
