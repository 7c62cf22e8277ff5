import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { loadSources } from './load-sources.mjs';

/** The tree of commands and what else is told of them, asked of the command line itself, as it is in the sources. */
export async function readCliTree(root) {
  const cli = await loadSources(root, 'cli', ['apps/cli/src/run-otto', 'apps/cli/src/invocation']);
  const stdout = new PassThrough();
  const invocation = new cli.Invocation({
    argv: ['__describe'],
    env: { OTTO_HOME: path.join(tmpdir(), 'otto-generate') },
    stdin: Readable.from([]),
    stdout,
    stderr: process.stderr,
    signal: new AbortController().signal,
  });
  const exitCode = await cli.runOtto(invocation);
  if (exitCode !== 0) throw new Error('The command line does not describe itself.');
  stdout.end();
  return JSON.parse(await text(stdout));
}
