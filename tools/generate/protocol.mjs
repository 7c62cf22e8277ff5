import { transform } from '@swc/core';
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Compiles as the relay does: esbuild alone leaves out the decorator metadata that the JSON Schemas are made from. */
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

/** The exports of @otto/protocol and @otto/protocol/dto, straight from their sources, so that no build is needed. */
export async function loadProtocol(root) {
  const outfile = path.join(root, 'node_modules/.cache/otto/protocol.cjs');
  await build({
    stdin: {
      contents: `export * from './libs/protocol/src'; export * from './libs/protocol/src/dto';`,
      resolveDir: root,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    keepNames: true,
    plugins: [swc],
  });
  return createRequire(import.meta.url)(outfile);
}
