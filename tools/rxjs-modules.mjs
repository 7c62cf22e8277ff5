import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** rxjs gives Node its CommonJS files, of which all would be bundled and run; of its ES modules only what Nest uses. */
export const rxjsModules = {
  name: 'rxjs-modules',
  setup(hooks) {
    const directory = dirname(require.resolve('rxjs/package.json'));
    hooks.onResolve({ filter: /^rxjs(\/operators)?$/ }, ({ path }) => ({
      path: join(directory, 'dist/esm', path.slice('rxjs'.length), 'index.js'),
      sideEffects: false,
    }));
  },
};
