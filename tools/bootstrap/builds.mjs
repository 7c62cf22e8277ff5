import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { fingerprint } from './fingerprint.mjs';
import { npmCommand, runProgram } from './run-program.mjs';

/** What was built from which sources. */
const RECORDS = '.bootstrap/builds.json';
const EVERYWHERE = ['package.json', 'package-lock.json', 'tsconfig.json'];
const LIBS = ['acl', 'auth', 'locks', 'logs', 'protocol', 'sdk', 'store'].map((lib) => `libs/${lib}`);

/**
 * `inputs` is what the result depends on (the extension may lean on the protocol alone, lint sees to that), `output`
 * the file that is there when the build has succeeded, `script` the npm script that makes it.
 * @typedef {{ name: string, script: string, inputs: readonly string[], output: string }} Build
 * @type {readonly Build[]}
 */
export const BUILDS = [
  {
    name: 'relay',
    script: 'build:relay',
    inputs: [...EVERYWHERE, 'nest-cli.json', 'tools/rxjs-modules.mjs', 'tools/bundle-relay.mjs', ...LIBS, 'apps/relay'],
    output: 'dist/apps/relay/apps/relay/src/main.js',
  },
  {
    name: 'cli',
    script: 'build:cli',
    inputs: [...EVERYWHERE, 'nest-cli.json', 'tools/rxjs-modules.mjs', 'tools/bundle-cli.mjs', ...LIBS, 'apps/cli'],
    output: 'apps/cli/dist/otto.cjs',
  },
  {
    name: 'extension',
    script: 'build:extension',
    inputs: [...EVERYWHERE, 'libs/protocol', 'apps/extension'],
    output: 'apps/extension/build/chrome-mv3-prod/manifest.json',
  },
];

const NOT_INPUT = /\/(node_modules|dist|build|test|coverage|\.plasmo|\.DS_Store)$|\.spec\.tsx?$|\.(log|cache)$/;

/** @param {string} file */
const isInput = (file) => !NOT_INPUT.test(file);

/**
 * The builds whose result is missing or was made from other sources.
 * @param {string} root
 * @param {readonly Build[]} [builds]
 */
export function outdatedBuilds(root, builds = BUILDS) {
  const records = readRecords(root);
  return builds.filter(
    (build) =>
      !existsSync(path.join(root, build.output)) || records[build.name] !== fingerprint(root, build.inputs, isInput),
  );
}

/**
 * Runs one build. Its record goes first and comes back last, with the sources as they were at the start: neither an
 * interrupted build nor one that was overtaken by an edit passes for current.
 * @param {string} root
 * @param {Build} build
 * @param {AbortSignal} [signal]
 */
export async function runBuild(root, build, signal) {
  writeRecord(root, build.name, undefined);
  const sources = fingerprint(root, build.inputs, isInput);
  const [npm, ...args] = npmCommand();
  const { code, stdout, stderr } = await runProgram(npm, [...args, 'run', '--silent', build.script], {
    cwd: root,
    signal,
  });
  if (code !== 0 || !existsSync(path.join(root, build.output))) {
    throw new Failure(
      `Building ${build.name}`,
      code === 0 ? `it left no ${build.output}` : `it ended with code ${code}`,
      {
        output: stdout + stderr,
        remedy: `Mend what is named above, then run this again (or alone: npm run ${build.script}).`,
      },
    );
  }
  writeRecord(root, build.name, sources);
}

/**
 * @param {string} root
 * @returns {Record<string, string | undefined>}
 */
function readRecords(root) {
  try {
    return JSON.parse(readFileSync(path.join(root, RECORDS), 'utf8'));
  } catch {
    return {};
  }
}

/** Synchronous, so that two builds of this process cannot overwrite each other's record. */
function writeRecord(
  /** @type {string} */ root,
  /** @type {string} */ name,
  /** @type {string | undefined} */ sources,
) {
  const file = path.join(root, RECORDS);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify({ ...readRecords(root), [name]: sources }, null, 2));
  renameSync(`${file}.new`, file);
}
