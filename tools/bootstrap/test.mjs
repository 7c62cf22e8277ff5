import { runProgram } from './run-program.mjs';

const JEST = 'node_modules/jest/bin/jest.js';

/**
 * The command line of jest. It would leave one processor free for somebody who works beside it, which takes twice as
 * long where there are two.
 * @param {readonly string[]} args the user's own
 */
export function jestCommand(args) {
  const isLimited = args.some((arg) => /^(-w|-i|--maxWorkers|--runInBand)\b/.test(arg));
  return [JEST, ...args, ...(isLimited ? [] : ['--maxWorkers=100%'])];
}

/**
 * Every test of every project. Arguments go to jest: `npm test -- libs/auth`, `npm test -- -t "rotates"`.
 * @param {import('./prepare.mjs').Context} context
 */
export async function run({ root, args, signal, browser }) {
  const { code } = await runProgram(process.execPath, jestCommand(args), {
    cwd: root,
    // Found once here rather than by every browser test; the finder has specs of its own.
    env: { ...process.env, ...(browser && { OTTO_BROWSER: browser.path }) },
    signal,
    attached: true,
  });
  return code;
}
