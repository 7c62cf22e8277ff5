import { EXTENSION_ORIGIN } from '@otto/protocol';
import { EventEmitter, once } from 'node:events';
import type { Connection } from 'puppeteer-core';

export const OFFSCREEN = `${EXTENSION_ORIGIN}/tabs/offscreen.html`;
export const WORKER = `${EXTENSION_ORIGIN}/static/background/index.js`;

/** Told to specs alone. */
const ASKED = Symbol('asked for its targets');

/** DevTools of a browser: targets that come and go, and the storage of the extension. */
export class FakeDevTools {
  readonly attached: string[] = [];
  readonly detached: string[] = [];
  readonly sent: [method: string, parameters: unknown][] = [];
  /** What the extension shows. */
  status: unknown = { state: 'needs_relay_url' };

  readonly #listeners = new EventEmitter();
  #timesAsked = 0;

  constructor(public targets: string[]) {}

  get connection(): Connection {
    return this as unknown as Connection;
  }

  /** How many listen to events. */
  get listeners(): number {
    return this.#listeners.eventNames().length;
  }

  on(event: string, listener: () => void): void {
    this.#listeners.on(event, listener);
  }

  off(event: string, listener: () => void): void {
    this.#listeners.off(event, listener);
  }

  tell(event: string): void {
    this.#listeners.emit(event);
  }

  /** Resolves when it has been asked for its targets so many times in all. */
  async asked(times: number): Promise<void> {
    while (this.#timesAsked < times) await once(this.#listeners, ASKED);
  }

  send(method: string): Promise<unknown> {
    if (method === 'Target.getTargets') {
      this.#timesAsked++;
      this.#listeners.emit(ASKED);
    }
    return Promise.resolve({ targetInfos: this.targets.map((url) => ({ url })) });
  }

  createSession({ url }: { url: string }): Promise<unknown> {
    this.attached.push(url);
    return Promise.resolve({
      detach: () => Promise.resolve(this.detached.push(url)),
      send: (method: string, parameters: unknown) => {
        if (!this.targets.includes(url)) return Promise.reject(new Error('Session closed'));
        this.sent.push([method, parameters]);
        return Promise.resolve({ data: { status: this.status } });
      },
    });
  }
}
