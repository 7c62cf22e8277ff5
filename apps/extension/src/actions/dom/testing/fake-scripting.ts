import type { PageAnswer } from '../../../page/page-answer';
import type { ReaderName } from '../../../page/page-requests';

/** The part of chrome.scripting.ScriptInjection that is used; its own type ties `args` to one function. */
interface Injection {
  target: { tabId: number };
  files?: string[];
  func?: (...args: unknown[]) => unknown;
  args?: unknown[];
}
type Read = (request: unknown) => PageAnswer<unknown>;

/** chrome.scripting with one page, whose isolated world is the global object of the spec. */
export class FakeScripting {
  readonly injected: { tabId: number; file: string }[] = [];
  readonly requests: unknown[] = [];
  readonly #files = new Map<string, { name: ReaderName; read: Read } | (() => void)>();
  #failures: string[] = [];
  #isHanging = false;
  /** Whether the browser says that the tab has lost its page. */
  isCrashed = false;

  static install(): FakeScripting {
    const fake = new FakeScripting();
    Object.assign(globalThis, {
      chrome: {
        scripting: { executeScript: (injection: Injection) => fake.#execute(injection) },
        tabs: { get: () => Promise.resolve({ status: fake.isCrashed ? 'unloaded' : 'complete' }) },
      },
    });
    return fake;
  }

  uninstall(): void {
    Reflect.deleteProperty(globalThis, 'chrome');
    globalThis.ottoReaders = undefined;
  }

  /** What a file of the extension does in the page: publish a reader. */
  publishes(file: string, name: ReaderName, read: Read): void {
    this.#files.set(file, { name, read });
  }

  /** What a file of the extension does in the page: anything else. */
  runs(file: string, effect: () => void): void {
    this.#files.set(file, effect);
  }

  /** Lets the next calls fail as Chromium words it. */
  fails(message: string, times: number): void {
    this.#failures = Array.from({ length: times }, () => message);
  }

  /** Lets every call wait for ever, as a page does whose main thread is busy. */
  hangs(): void {
    this.#isHanging = true;
  }

  async #execute(injection: Injection): Promise<{ result: unknown }[]> {
    const failure = this.#failures.shift();
    if (failure !== undefined) throw new Error(failure);
    if (this.#isHanging) return new Promise(() => undefined);
    for (const file of injection.files ?? []) this.#inject(injection.target.tabId, file);
    if (!injection.func) return [{ result: null }];
    return [{ result: (await injection.func(...(injection.args ?? []))) ?? null }];
  }

  #inject(tabId: number, file: string): void {
    this.injected.push({ tabId, file });
    const content = this.#files.get(file);
    if (typeof content === 'function') content();
    else if (content) this.#publish(content.name, content.read);
  }

  #publish(name: ReaderName, read: Read): void {
    globalThis.ottoReaders = {
      ...globalThis.ottoReaders,
      [name]: {
        read: (request: unknown) => {
          this.requests.push(request);
          return Promise.resolve(read(request));
        },
      },
    };
  }
}
