import type { Connection } from 'puppeteer-core';
import { setTimeout as delay } from 'node:timers/promises';
import { aborted } from '../aborted';
import { findOffscreenPage } from './extension-storage';

/** The extension brings a lost document back by itself within a moment, if it can. */
const BACK_WITHIN_MS = 5_000;
const MAX_ATTEMPTS = 3;

export interface GuardOptions {
  readonly connection: Connection;
  /** Loads the extension anew. */
  readonly reload: () => Promise<void>;
  readonly log: (line: string) => void;
  readonly backWithinMs?: number;
}

/**
 * Sees to it that the extension goes on. When its process crashes, the browser ends all of it and waits for a person to
 * start it again; nothing inside the extension can do that. Attaches to nothing: the browser tells of documents that end.
 */
export class ExtensionGuard {
  readonly #options: GuardOptions;
  #onEnded: () => void = () => undefined;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  /** Goes on until the signal aborts. @throws when the extension does not come back */
  async keep(signal: AbortSignal): Promise<void> {
    const { connection } = this.#options;
    const onEnded = (): void => this.#onEnded();
    connection.on('Target.targetDestroyed', onEnded);
    try {
      // Extension documents of this kind only: the pages of its user are none of the supervisor's business.
      await connection.send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'background_page' }] });
      while (!signal.aborted) {
        const ended = new Promise<void>((resolve) => (this.#onEnded = resolve));
        if (await this.#isThere()) await Promise.race([ended, aborted(signal)]);
        else await this.#bringBack(signal);
      }
    } finally {
      connection.off('Target.targetDestroyed', onEnded);
    }
  }

  async #bringBack(signal: AbortSignal): Promise<void> {
    const { reload, log } = this.#options;
    await this.#rest(signal);
    for (let attempt = 1; !signal.aborted && !(await this.#isThere()); attempt++) {
      if (attempt > MAX_ATTEMPTS)
        throw new Error(`the extension did not come back after it was loaded ${MAX_ATTEMPTS} times`);
      log('the extension has crashed; it is loaded anew');
      await reload();
      await this.#rest(signal);
      if (await this.#isThere()) log('the extension runs again');
    }
  }

  async #rest(signal: AbortSignal): Promise<void> {
    await delay(this.#options.backWithinMs ?? BACK_WITHIN_MS, undefined, { signal }).catch(() => undefined);
  }

  async #isThere(): Promise<boolean> {
    return (await findOffscreenPage(this.#options.connection)) !== undefined;
  }
}
