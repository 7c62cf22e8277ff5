import 'reflect-metadata';
import { toOttoError, type OttoError } from '@otto/protocol';
import { RelayConfig } from './config/relay-config';
import { Relay } from './relay';
import { RELAY_VERSION } from './ws/relay-version';

const SHUTDOWN_DEADLINE_MS = 10_000;

async function main(): Promise<void> {
  const relay = await Relay.start(RelayConfig.fromEnvironment(process.env));
  // A second signal, or a shutdown that hangs, ends the process the hard way: its journals survive that.
  const stop = (): void => {
    setTimeout(() => process.exit(1), SHUTDOWN_DEADLINE_MS).unref();
    relay.close().then(() => process.exit(0), fail);
  };
  // The last one when its terminal is closed.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, stop);
  const { host, port } = relay;
  process.stdout.write(`${JSON.stringify({ ready: true, port, host, pid: process.pid, version: RELAY_VERSION })}\n`);
}

function fail(thrown: unknown): void {
  const error: OttoError = toOttoError(thrown);
  const cause = error.code === 'internal_error' && error.cause instanceof Error ? `${error.cause.stack}\n` : '';
  process.stderr.write(`${error.code}: ${error.message}\n${error.hint}\n${cause}`, () => process.exit(1));
}

main().catch(fail);
