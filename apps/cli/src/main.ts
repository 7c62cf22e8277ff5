import 'reflect-metadata';
import { Invocation } from './invocation';
import { runOtto } from './run-otto';

const interrupt = new AbortController();
// The first Ctrl+C lets the command cancel and clean up; the second one ends the process.
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());
// The terminal was closed.
process.once('SIGHUP', () => interrupt.abort());
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  // `otto ... | head` closes the pipe early: that is not an error of ours.
  if (code === 'EPIPE') process.exit(0);
  process.stderr.write(`What was to be printed could not be written (${code}).\n`, () => process.exit(1));
});
// With nobody to read them, errors are told by the exit code alone.
process.stderr.on('error', () => undefined);

const invocation = new Invocation({
  argv: process.argv.slice(2),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
});
void runOtto(invocation).then((exitCode) => {
  process.exitCode = exitCode;
});
