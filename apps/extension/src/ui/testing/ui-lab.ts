import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { AccessList } from '../../runtime/access-list';
import type { NodeStatus } from '../../runtime/node-status';
import type { UiAnswer, UiRequest } from '../../runtime/ui-messages';

const SRC = path.join(__dirname, '..', '..');
const POPUP_WIDTH = 380;

interface Faked {
  status?: NodeStatus;
  access?: AccessList;
  logStream?: boolean;
  /** What the worker answers to everything; yes when missing. */
  answer?: UiAnswer;
}

/** A page of the extension in Chromium, with a fake of what it uses of chrome.*. */
export class UiPage {
  constructor(readonly page: Page) {}

  /** What a person has asked of the worker so far; the page itself only ever asks to look again. */
  async requests(): Promise<UiRequest[]> {
    const all = await this.page.evaluate(() => (globalThis as unknown as { requests: UiRequest[] }).requests);
    return all.filter(({ ui }) => ui !== 'refreshAccess');
  }

  /** Changes what is in chrome.storage.session, as the worker does. */
  async publish(changed: { status?: NodeStatus; access?: AccessList }): Promise<void> {
    await this.page.evaluate((values) => {
      (globalThis as unknown as { change: (values: unknown) => void }).change(values);
    }, changed);
  }

  async click(name: string): Promise<void> {
    await this.page.locator(`::-p-aria(${name}[role="button"])`).click();
  }

  text(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText);
  }
}

/** One Chromium for the specs of popup and options page. */
export class UiLab {
  #browser: Browser | undefined;
  #page: Page | undefined;
  readonly #code = new Map<string, Promise<{ js: string; css: string }>>();

  async open(): Promise<void> {
    this.#browser = await puppeteer.launch({
      executablePath: process.env['OTTO_BROWSER'] ?? '/usr/bin/chromium',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    this.#page = await this.#browser.newPage();
    await this.#page.setViewport({ width: POPUP_WIDTH, height: 600 });
  }

  async close(): Promise<void> {
    await this.#browser?.close();
  }

  /** Shows popup or options page, drawn and ready. */
  async show(name: 'popup' | 'options', faked: Faked): Promise<UiPage> {
    const page = this.#page;
    if (!page) throw new Error('the lab is not open');
    const { js, css } = await this.#bundle(name);
    await page.goto('about:blank');
    await page.setContent(`<!doctype html><style>${css}</style><div id="root"></div>`);
    await page.evaluate(installFake, faked);
    await page.evaluate(js);
    await page.waitForSelector('h1');
    return new UiPage(page);
  }

  #bundle(name: string): Promise<{ js: string; css: string }> {
    const known = this.#code.get(name) ?? bundle(name);
    this.#code.set(name, known);
    return known;
  }
}

/** Runs in the page. */
function installFake(faked: Faked): void {
  const requests: UiRequest[] = [];
  const listeners = new Set<(changes: Record<string, { newValue: unknown }>) => void>();
  const onChanged = {
    addListener: listeners.add.bind(listeners),
    removeListener: listeners.delete.bind(listeners),
  };
  const area = (stored: Record<string, unknown>): unknown => ({ get: () => Promise.resolve(stored), onChanged });
  Object.assign(globalThis, {
    requests,
    change: (values: Record<string, unknown>) => {
      const changes = Object.fromEntries(Object.entries(values).map(([key, newValue]) => [key, { newValue }]));
      for (const listener of listeners) listener(changes);
    },
    chrome: {
      storage: {
        session: area({ status: faked.status, access: faked.access }),
        local: area({ logStream: faked.logStream }),
      },
      tabs: {
        onUpdated: { addListener: () => undefined, removeListener: () => undefined },
        get: () => Promise.resolve({ title: 'A page' }),
      },
      runtime: {
        sendMessage: (request: UiRequest) => {
          requests.push(request);
          return Promise.resolve(faked.answer ?? { ok: true });
        },
      },
    },
  });
}

/** What the extension's bundler makes of imports that begin with `data-base64:`. */
const INLINE_FILES: Plugin = {
  name: 'data-base64',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^data-base64:/ }, ({ path: file, resolveDir }) => ({
      path: path.join(resolveDir, file.slice('data-base64:'.length)),
      namespace: 'inline',
    }));
    onLoad({ filter: /./, namespace: 'inline' }, ({ path: file }) => ({
      contents: readFileSync(file),
      loader: 'dataurl',
    }));
  },
};

async function bundle(name: string): Promise<{ js: string; css: string }> {
  const mount = `import { createElement } from 'react';
    import { createRoot } from 'react-dom/client';
    import Page from './${name}';
    createRoot(document.getElementById('root')).render(createElement(Page));`;
  const { outputFiles } = await build({
    stdin: { contents: mount, resolveDir: SRC, loader: 'tsx' },
    bundle: true,
    write: false,
    outdir: 'out',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [INLINE_FILES],
    logLevel: 'error',
  });
  const textOf = (suffix: string): string => outputFiles.find((file) => file.path.endsWith(suffix))?.text ?? '';
  return { js: textOf('.js'), css: textOf('.css') };
}
