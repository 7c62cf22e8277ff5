import { EXTENSION_ORIGIN } from '@otto/protocol';
import { resolve } from 'node:path';
import puppeteer, { type Browser, type Page, type Target } from 'puppeteer-core';
import { OwnPage } from './own-page';

const EXTENSION = resolve(__dirname, '../../extension/build/chrome-mv3-prod');
const POPUP_WIDTH = 380;

/** A person's browser with the built extension in it, as it is after the first installation. */
export class OwnBrowser {
  private constructor(readonly browser: Browser) {}

  static async open(): Promise<OwnBrowser> {
    const browser = await puppeteer.launch({
      executablePath: process.env['OTTO_BROWSER'] ?? '/usr/bin/chromium',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      pipe: true,
      enableExtensions: [EXTENSION],
    });
    // Before its worker is there the browser may not know its pages either.
    await browser.waitForTarget(isWorker);
    return new OwnBrowser(browser);
  }

  /** Popup or options page, as wide as a popup is. */
  async show(name: 'popup' | 'options'): Promise<OwnPage> {
    const page = await this.browser.newPage();
    await page.setViewport({ width: POPUP_WIDTH, height: 600, deviceScaleFactor: 2 });
    await page.goto(`${EXTENSION_ORIGIN}/${name}.html`);
    return new OwnPage(page);
  }

  /** Ends the extension's worker, as the browser does when it likes. */
  async endWorker(): Promise<void> {
    await this.browser.waitForTarget(isWorker);
    // Not through a handle of it: who is attached to a worker keeps its next life from starting now and then.
    const browser = await this.browser.target().createCDPSession();
    const { targetInfos } = await browser.send('Target.getTargets');
    const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(EXTENSION_ORIGIN));
    if (worker !== undefined) await browser.send('Target.closeTarget', { targetId: worker.targetId });
    await browser.detach();
  }

  /** What the extension has stored for good. */
  async stored(): Promise<Record<string, unknown>> {
    return (await (await this.#page()).evaluate('chrome.storage.local.get()')) as Record<string, unknown>;
  }

  /** Waits until the badge on the extension's button says so. */
  async untilBadge(text: string): Promise<void> {
    const page = await this.#page();
    await page.waitForFunction(`chrome.action.getBadgeText({}).then((shown) => shown === ${JSON.stringify(text)})`);
  }

  /** A page with the extension's rights, for its worker need not be running. */
  async #page(): Promise<Page> {
    const own = (await this.browser.pages()).find((page) => page.url().startsWith(EXTENSION_ORIGIN));
    if (own === undefined) throw new Error('no page of the extension is open');
    return own;
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

function isWorker(target: Target): boolean {
  return target.type() === 'service_worker' && target.url().startsWith(EXTENSION_ORIGIN);
}
