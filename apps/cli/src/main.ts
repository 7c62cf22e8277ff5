import 'reflect-metadata';
import { Invocation } from './invocation';
import { runOtto } from './run-otto';

const interrupt = new AbortController();
// The first Ctrl+C lets the command cancel and clean up; the second one ends the process.
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());
// `otto ... | head` closes the pipe early: that is not an error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

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
