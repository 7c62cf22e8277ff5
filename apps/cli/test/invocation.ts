import { Readable } from 'node:stream';
import { Invocation } from '../src/invocation';
import { Capture } from './otto-under-test';

/** A command line for specs of the parts below the commands. */
export function invocationWith(
  env: Readonly<Record<string, string>>,
  capture = new Capture(),
  programs: Pick<Invocation, 'keychainProgram'> = {},
): Invocation {
  const { stdout, stderr } = capture;
  return new Invocation({
    argv: [],
    env,
    stdin: Readable.from(''),
    stdout,
    stderr,
    signal: new AbortController().signal,
    ...programs,
  });
}
