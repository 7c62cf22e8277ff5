import path from 'node:path';
import { buildSync } from 'esbuild';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

export const LAB_URL = 'http://lab.test/articles/page.html';

/**
 * A Chromium page for specs of code that runs in pages. `file`, relative to this folder's parent, is bundled as it is for
 * the extension; its exports are handed to what `run` evaluates in the page.
 */
export class PageLab<Subject = unknown> {
  #browser: Browser | undefined;
  #page: Page | undefined;
  readonly #code: string;

  constructor(...files: readonly string[]) {
    this.#code = files.map(bundle).join('\n');
  }

  /** To be handed to beforeAll. */
  async open(): Promise<void> {
    this.#browser = await puppeteer.launch({
      executablePath: process.env['OTTO_BROWSER'] ?? '/usr/bin/chromium',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    this.#page = await this.#browser.newPage();
    await this.#page.setRequestInterception(true);
  }

  /** To be handed to afterAll. */
  async close(): Promise<void> {
    await this.#browser?.close();
  }

  /** Shows a page at LAB_URL - nothing else can be loaded - and evaluates `use` in it. */
  async run<A extends readonly unknown[], R>(
    html: string,
    use: (subject: Subject, ...given: A) => R | Promise<R>,
    ...given: A
  ): Promise<R> {
    const page = this.#page;
    if (!page) throw new Error('the lab is not open');
    page.removeAllListeners('request');
    page.on('request', (request) => {
      if (request.url() === LAB_URL) void request.respond({ contentType: 'text/html; charset=utf-8', body: html });
      else void request.abort();
    });
    await page.goto(LAB_URL);
    await page.evaluate(this.#code);
    const call = `(${use.toString()})(globalThis.subject, ...${JSON.stringify(given)})`;
    return (await page.evaluate(call)) as R;
  }
}

function bundle(file: string): string {
  const built = buildSync({
    entryPoints: [path.join(__dirname, '..', file)],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'subject',
    // Declared with var inside an evaluated script, the name would be gone afterwards.
    footer: { js: 'globalThis.subject = { ...globalThis.subject, ...subject };' },
    logLevel: 'error',
  });
  return `(() => {${built.outputFiles[0]?.text ?? ''}})();`;
}
