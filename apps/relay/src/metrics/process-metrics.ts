import { setTimeout as wait } from 'node:timers/promises';
import type { Registry } from 'prom-client';

const EVENT_LOOP_PRECISION_MS = 20;

/** One for the process that it describes, however many relays run in it, and to its end. */
let processRegistry: Promise<Registry> | undefined;

/**
 * The usual figures of a Node.js process, its event-loop delay among them. From the first time on, so that nobody pays who
 * does not ask: prom-client takes 12 MB and tens of ms of the start, and the event loop is woken to see how late it is.
 */
export async function processMetrics(): Promise<string> {
  processRegistry ??= observeProcess();
  return (await processRegistry).metrics();
}

async function observeProcess(): Promise<Registry> {
  const { collectDefaultMetrics, Registry: OwnRegistry } = await import('prom-client');
  const registry = new OwnRegistry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_PRECISION_MS });
  // Before the event loop was seen to turn, its least delay is three hundred years.
  await wait(5 * EVENT_LOOP_PRECISION_MS);
  return registry;
}
