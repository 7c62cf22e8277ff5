import { EXTENSION_ORIGIN } from '@otto/protocol';
import { resolve } from 'node:path';
import puppeteer, { type Browser, type WebWorker } from 'puppeteer-core';
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
    return new OwnBrowser(browser);
  }

  /** Popup or options page, as wide as a popup is. */
  async show(name: 'popup' | 'options'): Promise<OwnPage> {
    const page = await this.browser.newPage();
    await page.setViewport({ width: POPUP_WIDTH, height: 600, deviceScaleFactor: 2 });
    await page.goto(`${EXTENSION_ORIGIN}/${name}.html`);
    return new OwnPage(page);
  }

  /** The extension's service worker, started where it sleeps. */
  async worker(): Promise<WebWorker> {
    const target = await this.browser.waitForTarget(
      (candidate) => candidate.type() === 'service_worker' && candidate.url().startsWith(EXTENSION_ORIGIN),
    );
    const worker = await target.worker();
    if (worker === null) throw new Error('the extension has no worker');
    return worker;
  }

  async badge(): Promise<string> {
    return (await (await this.worker()).evaluate('chrome.action.getBadgeText({})')) as string;
  }

  /** What the extension has stored for good. */
  async stored(): Promise<Record<string, unknown>> {
    return (await (await this.worker()).evaluate('chrome.storage.local.get()')) as Record<string, unknown>;
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
