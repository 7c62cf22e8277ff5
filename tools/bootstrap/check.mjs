import { availableParallelism } from 'node:os';
import { runProgram } from './run-program.mjs';
import { jestCommand } from './test.mjs';

const TSC = 'node_modules/typescript/bin/tsc';

/** For those who run the specs anyway, such as .ci/run. */
const WITHOUT_SPECS = '--no-specs';

/**
 * Longest first, so that the short ones fill the gaps.
 * @param {readonly string[]} args
 * @returns {{ name: string, args: readonly string[] }[]}
 */
const checksFor = (args) => (args.includes(WITHOUT_SPECS) ? STATIC_CHECKS : [unitSpecs(args), ...STATIC_CHECKS]);

const unitSpecs = (/** @type {readonly string[]} */ jestArgs) => ({
  name: 'unit specs',
  args: [...jestCommand(jestArgs), '--selectProjects', 'libs', 'relay', 'cli', 'extension', 'architecture'],
});

const STATIC_CHECKS = [
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.'] },
  { name: 'types of relay, CLI and libs', args: [TSC, '-p', 'tsconfig.spec.json'] },
  { name: 'types of the extension', args: [TSC, '-p', 'apps/extension/tsconfig.json', '--noEmit'] },
  { name: 'format', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  { name: 'types of the tools', args: [TSC, '-p', 'tools/tsconfig.json'] },
];

/**
 * Runs all checks, as many at once as there are processors, and shows the output of those that failed.
 * @param {import('./prepare.mjs').Context} context
 */
export async function run({ root, args, progress, signal }) {
  const waiting = checksFor(args);
  /** @type {{ name: string, output: string }[]} */
  const failures = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { name, args } = check;
      const step = progress.start(name);
      const result = await runProgram(process.execPath, args, { cwd: root, signal });
      if (result.code === 0) step.done(summaryOf(result.stderr));
      else {
        step.failed();
        failures.push({ name, output: (result.stdout + result.stderr).trim() });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, work));
  for (const { name, output } of failures) progress.line(`\n── ${name} ──\n${output}`);
  progress.line(
    failures.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failures.map(({ name }) => name).join(', ')}`,
  );
  return failures.length === 0 ? 0 : 1;
}

/** What jest says of its tests, so that a line of success also says of how many. @param {string} text */
function summaryOf(text) {
  return /^Tests: +(.*), \d+ total$/m.exec(text)?.[1];
}
