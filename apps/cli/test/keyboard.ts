import { PassThrough } from 'node:stream';

/** The keys of a terminal. */
export class Keyboard extends PassThrough {
  readonly isTTY = true;

  /** Keys come one by one here anyway. */
  setRawMode(): this {
    return this;
  }

  press(...keys: string[]): void {
    for (const key of keys) this.write(key);
  }
}
