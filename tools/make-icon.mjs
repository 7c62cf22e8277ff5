// Draws apps/extension/assets/icon.png (512 px) from icon.svg beside it, in a headless Chromium. Run it after changing the SVG.
import { readFileSync, writeFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const SIZE = 512;
const assets = new URL('../apps/extension/assets/', import.meta.url);

const browser = await puppeteer.launch({
  executablePath: process.env.OTTO_BROWSER ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage();
  await page.setViewport({ width: SIZE, height: SIZE });
  await page.setContent(`<body style="margin:0">${readFileSync(new URL('icon.svg', assets), 'utf8')}</body>`);
  writeFileSync(new URL('icon.png', assets), await page.screenshot({ type: 'png', omitBackground: true }));
} finally {
  await browser.close();
}
