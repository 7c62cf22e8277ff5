import type { Config } from 'jest';

const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: true, decorators: true, dynamicImport: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
] as const;

/** Every project shares the compiler; they differ in where their specs lie and how long one may take. */
function project(displayName: string, roots: string[], testRegex = '\\.spec\\.tsx?$'): Config {
  return {
    displayName,
    rootDir: '.',
    roots: roots.map((root) => `<rootDir>/${root}`),
    testEnvironment: 'node',
    testRegex,
    moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json'],
    transform: { '^.+\\.(t|j|mj)sx?$': swc as never },
    // What is ESM only, @nestjs/* 12 and @clack/*, has to be turned into CommonJS for jest's require().
    transformIgnorePatterns: [
      '/node_modules/(?!(@nestjs|file-type|load-esm|@clack|sisteransi|fast-(string|wrap)-[a-z-]+)/)',
    ],
    moduleNameMapper: {
      '^@otto/protocol/dto$': '<rootDir>/libs/protocol/src/dto',
      '^@otto/(protocol|acl|auth|locks|logs|sdk|store)$': '<rootDir>/libs/$1/src',
    },
    modulePathIgnorePatterns: ['<rootDir>/dist', '/build/', '/.plasmo/', '<rootDir>/apps/cli/dist'],
  } as Config;
}

const config: Config = {
  // Far above what any spec needs: it ends a spec that hangs, and never one that merely shares a busy machine.
  testTimeout: 60_000,
  projects: [
    project('libs', ['libs']),
    { ...project('relay', ['apps/relay']), setupFilesAfterEnv: ['<rootDir>/apps/relay/test/end-left-overs.ts'] },
    project('cli', ['apps/cli']),
    project('extension', ['apps/extension']),
    project('architecture', ['tools']),
    project('e2e', ['apps/e2e'], '\\.e2e-spec\\.ts$'),
  ],
};
export default config;
