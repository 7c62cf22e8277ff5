import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';

/** Where pictures for the documentation go; nowhere unless OTTO_PICTURES asks for them, so that specs change no file. */
const PICTURES = process.env['OTTO_PICTURES'] === undefined ? undefined : resolve(__dirname, '../../../docs/images');
const MAX_TABS = 40;

/** A page of the extension, as the person in front of it sees and uses it. */
export class OwnPage {
  constructor(readonly page: Page) {}

  /** Waits until the page shows a text. */
  async shows(text: string): Promise<void> {
    await this.page.waitForFunction(`document.body.innerText.includes(${JSON.stringify(text)})`);
  }

  async showsNoMore(text: string): Promise<void> {
    await this.page.waitForFunction(`!document.body.innerText.includes(${JSON.stringify(text)})`);
  }

  async showsLike(pattern: RegExp): Promise<void> {
    await this.page.waitForFunction(`${pattern}.test(document.body.innerText)`);
  }

  async press(button: string): Promise<void> {
    await this.page.locator(`::-p-aria(${button}[role="button"])`).click();
  }

  async fill(field: string, text: string): Promise<void> {
    await this.page.locator(`::-p-aria(${field})`).fill(text);
  }

  /** Goes from the top to a control by Tab alone, as somebody without a mouse does. */
  async tabTo(name: string): Promise<void> {
    await this.page.evaluate('document.activeElement?.blur()');
    for (let presses = 0; presses < MAX_TABS; presses++) {
      await this.page.keyboard.press('Tab');
      const focused = await this.page.evaluate(
        '[document.activeElement?.getAttribute("aria-label"), document.activeElement?.textContent]',
      );
      if ((focused as unknown[]).includes(name)) return;
    }
    throw new Error(`Tab does not lead to ${name}`);
  }

  /** Takes a picture for the documentation, where that is asked for. */
  async picture(name: string, scheme: 'light' | 'dark' = 'light'): Promise<void> {
    if (PICTURES === undefined) return;
    await this.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    const shown = await this.page.waitForSelector('.popup, .options');
    await shown?.screenshot({ path: join(PICTURES, `${name}.png`) as `${string}.png` });
    await this.page.emulateMediaFeatures([]);
  }
}
