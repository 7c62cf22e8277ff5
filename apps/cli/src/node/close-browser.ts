import type { Connection } from 'puppeteer-core';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserProcess } from './browser-process';

const CLOSE_LIMIT_MS = 10_000;

/** Lets a browser save what it has to and end; ends it by force when it takes too long. Resolves when it is gone. */
export async function closeBrowser(
  program: Pick<BrowserProcess, 'ended' | 'kill'>,
  connection: Pick<Connection, 'send'>,
  limitMs = CLOSE_LIMIT_MS,
): Promise<void> {
  // Nobody waits for its answer: one that hangs gives none, and one that ends may not come to it.
  connection.send('Browser.close').catch(() => undefined);
  const limit = new AbortController();
  const overdue = delay(limitMs, 'overdue', limit).catch(() => undefined);
  if ((await Promise.race([program.ended, overdue])) === 'overdue') program.kill();
  limit.abort();
  await program.ended;
}
