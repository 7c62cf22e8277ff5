import path from 'node:path';
import { runProgram } from './run-program.mjs';

export const JEST = 'node_modules/jest/bin/jest.js';

/**
 * Every test of every project. Arguments go to jest: `npm test -- libs/auth`, `npm test -- -t "rotates"`.
 * @param {import('./prepare.mjs').Context} context
 */
export async function run({ root, args, signal, browser }) {
  const { code } = await runProgram(process.execPath, [path.join(root, JEST), ...args], {
    cwd: root,
    // Found once here rather than by every browser test; the finder has specs of its own.
    env: { ...process.env, ...(browser && { OTTO_BROWSER: browser.path }) },
    signal,
    attached: true,
  });
  return code;
}
