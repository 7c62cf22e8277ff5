// ESLint 10 reads flat configuration only. The rules live in .eslintrc.js; this file hands them over.
const { FlatCompat } = require('@eslint/eslintrc');
const js = require('@eslint/js');

const { ignorePatterns = [], root: _root, ...rules } = require('./.eslintrc.js');
const compat = new FlatCompat({
  baseDirectory: __dirname,
  recommendedConfig: js.configs.recommended,
  allConfig: js.configs.all,
});

module.exports = [
  { ignores: ignorePatterns.map((pattern) => `**/${pattern}/**`) },
  ...compat.config(rules).map((config) => ({ ...config, files: config.files ?? ['**/*.ts', '**/*.tsx'] })),
];
