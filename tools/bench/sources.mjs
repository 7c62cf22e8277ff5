import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const HOOK = 'apps/relay/test/typescript-hook.cjs';

/**
 * The exports of a TypeScript source, compiled as it is loaded. For what benchmarks share with specs.
 * @param {string} file from the root of the repository
 */
export function requireSource(file) {
  require(`../../${HOOK}`);
  return require(`../../${file}`);
}
