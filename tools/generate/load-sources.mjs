import { transform } from '@swc/core';
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Compiles as the relay does: esbuild alone leaves out the decorator metadata that everything here is made from. */
const swc = {
  name: 'swc',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      const { code } = await transform(await readFile(file, 'utf8'), {
        filename: file,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      });
      return { contents: code, loader: 'js' };
    });
  },
};

/**
 * The exports of TypeScript sources, straight from them, so that no build is needed. What is generated is left out: it may
 * not be there yet.
 *
 * @param {readonly string[]} modules from the root of the repository
 */
export async function loadSources(root, name, modules) {
  const outfile = path.join(root, `node_modules/.cache/otto/${name}.cjs`);
  await build({
    stdin: { contents: modules.map((module) => `export * from './${module}';`).join('\n'), resolveDir: root },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    external: ['*/generated/openapi.json'],
    keepNames: true,
    plugins: [swc],
  });
  return createRequire(import.meta.url)(outfile);
}
