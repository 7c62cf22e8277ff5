// node sum-tests.mjs <name>=<exit code> <jest result file> ...: prints `N passed, N failed` over several runs.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ name: string, exitCode: number, result: JestResult | undefined }} Run
 * @typedef {object} JestResult the part of jest's --json that counts
 * @property {{ name: string, status: string, message?: string, assertionResults: { fullName: string, status: string }[] }[]} testResults
 */

/**
 * A test that ran twice counts once, and as failed when it failed once. A file that could not run counts as one failure,
 * and so does a run that failed without any failed test: a lint error, or no result at all.
 * @param {readonly Run[]} runs
 */
export function sumTests(runs) {
  /** @type {Map<string, boolean>} */
  const passedByName = new Map();
  const count = (/** @type {string} */ key, /** @type {boolean} */ passed) =>
    passedByName.set(key, passed && passedByName.get(key) !== false);
  for (const { name, exitCode, result } of runs) {
    const verdicts = result?.testResults.flatMap(verdictsOf) ?? [];
    for (const { key, passed } of verdicts) count(key, passed);
    if (exitCode !== 0 && verdicts.every(({ passed }) => passed)) count(`${name} itself`, false);
  }
  const failed = [...passedByName].filter(([, passed]) => !passed).map(([key]) => key);
  return { passed: passedByName.size - failed.length, failed };
}

/** @param {JestResult['testResults'][number]} file */
function verdictsOf({ name: file, status, assertionResults }) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  const verdicts = assertionResults
    .filter((test) => test.status === 'passed' || test.status === 'failed')
    .map((test) => {
      // Titles may repeat within a file; the how-manieth tells them apart.
      const nth = (seen.get(test.fullName) ?? 0) + 1;
      seen.set(test.fullName, nth);
      return { key: `${file} › ${test.fullName}${nth > 1 ? ` (${nth})` : ''}`, passed: test.status === 'passed' };
    });
  const couldNotRun = status === 'failed' && verdicts.every(({ passed }) => passed);
  return couldNotRun ? [...verdicts, { key: file, passed: false }] : verdicts;
}

/** @param {readonly string[]} argv @returns {Run[]} */
function readRuns(argv) {
  return argv
    .filter((_, index) => index % 2 === 0)
    .map((argument, index) => {
      const [name = '', exitCode] = argument.split('=');
      return { name, exitCode: Number(exitCode), result: readResult(argv[2 * index + 1] ?? '') };
    });
}

/** @param {string} file @returns {JestResult | undefined} */
function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { passed, failed } = sumTests(readRuns(process.argv.slice(2)));
  for (const name of failed) process.stdout.write(`failed: ${name}\n`);
  process.stdout.write(`${passed} passed, ${failed.length} failed\n`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
