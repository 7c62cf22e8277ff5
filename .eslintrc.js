// Rules for all code, and the directions in which parts of the house may lean on each other:
// apps -> domain libs -> protocol; never app to app, never sideways between domain libs, and no Nest below the apps.
const DOMAIN_LIBS = ['acl', 'auth', 'locks', 'logs', 'sdk', 'store'];

const NEST = {
  group: ['@nestjs/*', 'nest-commander'],
  message: 'Domain libs are plain classes; Nest only wires them.',
};
const DTO = {
  group: ['@otto/protocol/dto', '**/protocol/src/dto', '**/protocol/src/dto/*.ts'],
  message: 'class-validator and Ajv belong to the relay; import types from @otto/protocol.',
};
const OTHER_APPS = {
  group: ['**/apps/*', '@otto/relay', '@otto/cli', '@otto/extension', '@otto/e2e'],
  message: 'Apps do not import each other; what they share belongs in a lib.',
};
const INTO_LIBS = { group: ['**/libs/*/src/**'], message: 'Import a lib by its name, @otto/<lib>.' };
const OWN_INDEX = {
  regex: '^\\.\\.?(/\\.\\.)*/?$|^\\.\\.?/(\\.\\./)*index$',
  message: 'Inside a lib, import siblings by path.',
};

const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
const libsExcept = (allowed) => ({
  group: DOMAIN_LIBS.filter((lib) => lib !== allowed).map((lib) => `@otto/${lib}`),
  message: 'Domain libs do not know each other; the apps put them together.',
});

/** @type {import('@eslint/eslintrc').ESLintConfig} */
module.exports = {
  root: true,
  parser: '@typescript-eslint/parser',
  parserOptions: {
    sourceType: 'module',
    project: ['./tsconfig.spec.json', './apps/extension/tsconfig.json'],
    tsconfigRootDir: __dirname,
  },
  plugins: ['@typescript-eslint'],
  extends: ['plugin:@typescript-eslint/strict', 'prettier'],
  env: { node: true, jest: true },
  ignorePatterns: ['dist', 'build', '.plasmo', 'node_modules', 'coverage', 'generated'],
  rules: {
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': 'error',
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': 'error',
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    // Nest modules and DTOs are classes by the framework's design.
    '@typescript-eslint/no-extraneous-class': 'off',
    eqeqeq: 'error',
    'no-console': 'error',
    'max-lines': ['warn', { max: 200, skipBlankLines: true, skipComments: true }],
    complexity: ['warn', 15],
  },
  overrides: [
    {
      files: ['libs/protocol/**/*.ts'],
      rules: forbid(NEST, { group: ['@otto/*'], message: 'Everything leans on protocol.' }, OWN_INDEX),
    },
    ...DOMAIN_LIBS.map((lib) => ({
      files: [`libs/${lib}/**/*.ts`],
      rules: forbid(NEST, DTO, libsExcept(lib), OTHER_APPS, INTO_LIBS, OWN_INDEX),
    })),
    { files: ['apps/relay/**/*.ts', 'apps/e2e/**/*.ts'], rules: forbid(OTHER_APPS, INTO_LIBS) },
    { files: ['apps/cli/**/*.ts'], rules: forbid(OTHER_APPS, INTO_LIBS, DTO) },
    {
      files: ['apps/extension/**/*.ts', 'apps/extension/**/*.tsx'],
      rules: forbid(OTHER_APPS, INTO_LIBS, DTO, NEST, libsExcept('none')),
    },
    {
      // A catalogue is one list of facts, however long.
      files: [
        'libs/protocol/src/errors/*-errors.ts',
        'libs/protocol/src/dto/*.ts',
        'libs/protocol/src/environment/table.ts',
        '**/*.spec.ts',
        '**/*.e2e-spec.ts',
      ],
      rules: { 'max-lines': 'off' },
    },
    {
      files: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
      rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
    },
  ],
};
