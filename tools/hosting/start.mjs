import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect } from 'node:net';

const PATIENCE_MS = 20_000;

/** A port on which nothing listens at the moment. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a program and resolves when `isReady` says so of its output. Rejects with that output when it ends before. */
export async function start(command, args, { env = {}, isReady = () => true } = {}) {
  const child = spawn(command, args, { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  // Also where this process ends in an unforeseen way.
  process.once('exit', () => child.kill('SIGTERM'));
  let stdout = '';
  let all = '';
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(`${command}: ${error.message}`));
    child.once('close', () => resolve(`${command} ended: ${all}`));
  });
  const ready = new Promise((resolve) => {
    const look = (chunk, isStdout) => {
      all += chunk;
      if (isStdout) stdout += chunk;
      if (isReady(stdout)) resolve(undefined);
    };
    child.stdout.on('data', (chunk) => look(chunk, true));
    child.stderr.on('data', (chunk) => look(chunk, false));
    if (isReady('')) resolve(undefined);
  });
  const failure = await Promise.race([ready, ended]);
  if (failure !== undefined) throw new Error(failure);
  return { output: () => stdout, stop: () => (child.kill('SIGTERM'), ended) };
}

/** Resolves when something listens at the port. */
export async function listening(port) {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await accepts(port))) {
    if (Date.now() > deadline) throw new Error(`nothing listens at port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => undefined);
    socket.once('connect', () => socket.destroy());
  });
}
