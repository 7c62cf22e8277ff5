import type { BrowserEye } from './browser-eye';

/**
 * Faults of the browser itself that cannot be had by using it, put in the place of what its interfaces do: in the worker, or
 * in the world of a page that the extension's scripts share.
 */
export class BrokenBrowser {
  readonly #eye: BrowserEye;
  readonly #mends: string[] = [];

  constructor(eye: BrowserEye) {
    this.#eye = eye;
  }

  /** Lets a function such as `chrome.tabs.create` fail as the browser lets it fail: with words. */
  async fail(path: string, words: string): Promise<void> {
    await this.#replace(path, `() => Promise.reject(new Error(${JSON.stringify(words)}))`);
  }

  /** Takes an interface such as `chrome.debugger` away, as an administrator does. */
  async takeAway(path: string): Promise<void> {
    await this.#replace(path, 'undefined');
  }

  /** Lets a function such as `Node.prototype.cloneNode` throw, for scripts of the extension in the first tab at that address. */
  async failInPage(path: string, url: string): Promise<void> {
    const throwing = `() => { ${path} = () => { throw new Error('broken by a spec'); }; }`;
    await this.#eye.inWorker(`chrome.tabs.query({ url: ${JSON.stringify(url)} })
      .then(([{ id }]) => chrome.scripting.executeScript({ target: { tabId: id }, func: ${throwing} }))`);
  }

  /** Everything in the worker works again. */
  async mend(): Promise<void> {
    for (const mend of this.#mends.splice(0)) await this.#eye.inWorker(mend);
  }

  async #replace(path: string, value: string): Promise<void> {
    const [owner, name] = [path.slice(0, path.lastIndexOf('.')), path.slice(path.lastIndexOf('.') + 1)];
    const define = (what: string): string =>
      `void Object.defineProperty(${owner}, '${name}', { value: ${what}, configurable: true, writable: true })`;
    await this.#eye.inWorker(`{ (globalThis.ottoWhole ??= {})['${path}'] = ${path}; ${define(value)} }`);
    this.#mends.push(define(`globalThis.ottoWhole['${path}']`));
  }
}
