// node tools/pictures/terminal.mjs <out.png> [title] < text-with-colours: a picture of what a terminal shows.
import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { ansiToHtml } from './ansi-to-html.mjs';

const [out, title = ''] = process.argv.slice(2);
if (out === undefined) {
  process.stderr.write('usage: terminal.mjs <out.png> [title] < text\n');
  process.exit(1);
}

const page = (text) => `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; padding: 24px; background: transparent; display: inline-block }
  .window { background: #0d1117; border-radius: 10px; overflow: hidden; box-shadow: 0 6px 24px rgb(0 0 0 / .35) }
  .bar { background: #161b22; color: #8b949e; font: 13px system-ui, sans-serif; padding: 9px 14px; text-align: center }
  pre { margin: 0; padding: 14px 20px 20px; color: #e6edf3; font: 14px/1.45 "DejaVu Sans Mono", monospace; white-space: pre-wrap; max-width: 108ch }
</style><div class="window"><div class="bar">${title.replace(/[&<>]/g, '')}</div><pre>${ansiToHtml(text)}</pre></div>`;

const browser = await puppeteer.launch({
  executablePath: process.env.OTTO_BROWSER ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const tab = await browser.newPage();
  await tab.setViewport({ width: 1400, height: 900, deviceScaleFactor: 2 });
  await tab.setContent(page(readFileSync(0, 'utf8').replace(/\r/g, '')));
  await (await tab.$('body')).screenshot({ path: out, omitBackground: true });
} finally {
  await browser.close();
}
