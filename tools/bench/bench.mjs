import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { runProgram } from '../bootstrap/run-program.mjs';

/**
 * Runs `tools/bench/<name>/run.mjs` in a process of its own, so that nothing of the bootstrap is measured with it.
 * @param {import('../bootstrap/prepare.mjs').Context} context
 */
export async function run({ root, args: [name = '', ...args], signal }) {
  const directory = path.join(root, 'tools/bench');
  const script = path.join(directory, name, 'run.mjs');
  if (!/^[a-z-]+$/.test(name) || !existsSync(script)) {
    const known = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    throw new Failure('Measuring', name === '' ? 'no benchmark is named' : `there is no benchmark "${name}"`, {
      remedy: `Name one: ${known.map((entry) => `npm run bench -- ${entry.name}`).join(', ')}`,
    });
  }
  const { code } = await runProgram(process.execPath, [script, ...args], { cwd: root, signal, attached: true });
  return code;
}
