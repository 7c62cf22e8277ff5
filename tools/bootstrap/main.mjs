import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure, Interrupted } from './failure.mjs';
import { prepareBrowser, preparePackagesAndBuilds } from './prepare.mjs';
import { Progress } from './progress.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * @typedef {import('./prepare.mjs').Context} Context
 *
 * @typedef {object} Verb
 * @property {boolean} browser whether it needs one
 * @property {string} about
 * @property {() => Promise<{ run: (context: Context) => Promise<number> }>} load a module whose `run` gives the exit code
 */

/** @type {Record<string, Verb>} */
const VERBS = {
  demo: {
    browser: true,
    about: 'print a web page as Markdown, through the whole of Otto:  npm run demo -- [url] [--headed] [--keep]',
    load: () => import('../demo/demo.mjs'),
  },
  test: {
    browser: true,
    about: 'run every test, in real browsers too:  npm test -- [arguments of jest]',
    load: () => import('./test.mjs'),
  },
  check: {
    browser: false,
    about: 'format, lint, types and unit specs:  npm run check -- [--no-specs | arguments of jest]',
    load: () => import('./check.mjs'),
  },
  pack: {
    browser: false,
    about: 'make what is released, in dist/packages; with -- --check install it and set a machine up with it',
    load: () => import('../pack/pack.mjs'),
  },
  bench: {
    browser: false,
    about: 'measure:  npm run bench -- relay | node | fuzz | chaos | cli | refresh',
    load: () => import('../bench/bench.mjs'),
  },
};

/**
 * Makes the checkout ready, then does what the verb says. Sets the exit code.
 * @param {readonly string[]} argv
 */
export async function main([name = '', ...args]) {
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (!verb) {
    const lines = Object.entries(VERBS).map(([known, { about }]) => `  ${known.padEnd(6)} ${about}`);
    process.stderr.write(`Usage: node tools/bootstrap.mjs <verb>\n${lines.join('\n')}\n`);
    process.exitCode = 1;
    return;
  }
  const progress = new Progress();
  const interruption = new AbortController();
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => interruption.abort(new Interrupted(signal)));
  }
  /** @type {Context} */
  const context = { root: ROOT, args, progress, signal: interruption.signal };
  try {
    await preparePackagesAndBuilds(context);
    if (verb.browser) context.browser = await prepareBrowser(context);
    const { run } = await verb.load();
    process.exitCode = await run(context);
  } catch (error) {
    // What an abort breaks off fails in many ways; the reason for all of them is the signal's.
    process.exitCode = explain(interruption.signal.aborted ? interruption.signal.reason : error, progress);
  } finally {
    progress.stop();
  }
}

/**
 * @param {unknown} error
 * @param {Progress} progress
 * @returns {number} the exit code
 */
function explain(error, progress) {
  if (error instanceof Interrupted) return error.exitCode;
  if (!(error instanceof Failure)) throw error;
  if (error.output?.trim()) progress.line(`\n${error.output.trimEnd()}\n`);
  progress.line(`\nFailed: ${error.step}\nReason: ${error.reason}`);
  if (error.remedy) progress.line(`Remedy: ${error.remedy}`);
  return 1;
}
