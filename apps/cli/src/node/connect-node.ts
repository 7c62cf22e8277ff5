import type { Connection } from 'puppeteer-core';
import { setTimeout as delay } from 'node:timers/promises';
import { ExtensionStorage } from './extension-storage';
import { parseNodeStatus } from './node-status';
import type { StarterChannel } from './starter-channel';

/** DevTools has no event for extension storage, so it is asked; only while the starter waits. */
const ASK_AGAIN_MS = 100;

/**
 * Points the extension to the relay and tells the starter of its states, until the starter is content. Gives the id of the
 * node, or undefined when the signal ended it before.
 */
export async function connectNode(
  connection: Connection,
  relayUrl: string,
  starter: StarterChannel,
  signal: AbortSignal,
): Promise<string | undefined> {
  const storage = new ExtensionStorage(connection);
  const released = AbortSignal.any([signal, starter.released]);
  let isPointed = false;
  let told = '';
  while (!released.aborted) {
    try {
      if (!isPointed) await storage.set({ relayUrl, connect: true });
      isPointed = true;
      const status = parseNodeStatus(await storage.readSession('status'));
      if (status !== undefined && told !== JSON.stringify(status)) starter.send({ kind: 'status', status });
      told = JSON.stringify(status);
    } catch {
      // The extension has not started yet, or is starting anew.
    }
    await delay(ASK_AGAIN_MS, undefined, { signal: released }).catch(() => undefined);
  }
  await storage.close();
  return signal.aborted ? undefined : starter.releasedNodeId;
}
