// How well articles are extracted: runs the extension's page bundle in headless Chromium over captured pages and compares
// the words of its Markdown with the words that are expected. Usage: node tools/extraction-report.mjs [folder] [--out folder]
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import puppeteer from 'puppeteer-core';

const FOLDER = process.argv
  .slice(2)
  .find((argument, index, all) => !argument.startsWith('--') && all[index - 1] !== '--out');
const ARTICLES = FOLDER ?? '/work/shared/fixtures/articles';
const OUT = process.argv.includes('--out') ? process.argv[process.argv.indexOf('--out') + 1] : undefined;
const ADDRESS = 'http://articles.test/page.html';
const TARGETS = { medianKept: 0.97, medianAdded: 0.05, leastKept: 0.85 };

/** What is tried on every page; `ask` is evaluated in the isolated world. */
const MODES = [
  { name: 'default', ask: `ottoReaders.article.read({format: 'markdown', mayFallBack: true})` },
  { name: 'readability', ask: `ottoReaders.article.read({format: 'markdown', mayFallBack: false})` },
];

if (!existsSync(ARTICLES)) {
  process.stdout.write(
    `There is no folder ${ARTICLES}; name one that holds <page>/source.html and <page>/expected.{html,md}.\n`,
  );
  process.exit(0);
}

function bundle(entry) {
  const built = buildSync({
    entryPoints: [path.join(import.meta.dirname, '../apps/extension/src/page', entry)],
    bundle: true,
    write: false,
    format: 'iife',
    logLevel: 'error',
  });
  return built.outputFiles[0].text;
}

/** Words in lower case; of scripts without spaces between words, each character. Addresses and markup are no words. */
function wordsOf(text) {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu) ?? []
  );
}

function markdownText(markdown) {
  return markdown
    .replace(/^```json\n\{[\s\S]*?\n\}\n```/, '')
    .replace(/\]\((?:[^()\\]|\\.|\([^)]*\))*\)/g, '] ')
    .replace(/<\/?(?:sup|sub|br)>/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** Shares of the expected words that were kept, and of other words relative to them. */
function compare(expected, got) {
  const left = new Map();
  for (const word of expected) left.set(word, (left.get(word) ?? 0) + 1);
  let kept = 0;
  for (const word of got) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    kept++;
  }
  return { kept: kept / expected.length, added: (got.length - kept) / expected.length };
}

async function openPage(browser, source) {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const isPage = request.url() === ADDRESS && request.isNavigationRequest();
    void (isPage ? request.respond({ contentType: 'text/html; charset=utf-8', body: source }) : request.abort());
  });
  await page.goto(ADDRESS, { waitUntil: 'domcontentloaded' });
  const session = await page.createCDPSession();
  const { frameTree } = await session.send('Page.getFrameTree');
  const world = { frameId: frameTree.frame.id, worldName: 'otto' };
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', world);
  const evaluate = async (expression) => {
    const answer = await session.send('Runtime.evaluate', {
      expression,
      contextId,
      returnByValue: true,
      awaitPromise: true,
    });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description);
    return answer.result.value;
  };
  return { evaluate, close: () => page.close() };
}

/** Text of markup as it would be read: elements that stand on lines of their own do not run into each other. */
const HTML_TEXT = `(html) => {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const part of page.querySelectorAll('script, style')) part.remove();
  for (const part of page.querySelectorAll('p, div, li, td, th, tr, dt, dd, pre, h1, h2, h3, h4, h5, h6, figure, figcaption, blockquote, section, article, header')) part.append(' ');
  for (const part of page.querySelectorAll('br')) part.replaceWith(' ');
  return page.body.textContent;
}`;

async function expectedWords(folder, evaluate) {
  const html = path.join(folder, 'expected.html');
  if (!existsSync(html)) return wordsOf(markdownText(readFileSync(path.join(folder, 'expected.md'), 'utf8')));
  return wordsOf(await evaluate(`(${HTML_TEXT})(${JSON.stringify(readFileSync(html, 'utf8'))})`));
}

function keep(name, mode, content) {
  if (OUT === undefined) return;
  mkdirSync(path.join(OUT, name), { recursive: true });
  writeFileSync(path.join(OUT, name, `${mode}.md`), content);
}

async function report(browser, name, bundles) {
  const folder = path.join(ARTICLES, name);
  const page = await openPage(browser, readFileSync(path.join(folder, 'source.html')));
  try {
    for (const code of bundles) await page.evaluate(code);
    const expected = await expectedWords(folder, page.evaluate);
    const results = [];
    for (const mode of MODES) {
      const startedAt = performance.now();
      const { value, failure } = await page.evaluate(mode.ask);
      const ms = performance.now() - startedAt;
      const content = value?.content ?? '';
      keep(name, mode.name, content);
      const shares = compare(expected, wordsOf(markdownText(content)));
      results.push({ ...shares, ms, found: value?.mode ?? failure.code });
    }
    return { name, words: expected.length, results };
  } finally {
    await page.close();
  }
}

const percent = (share) => `${(share * 100).toFixed(1)} %`.padStart(8);
const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

function print(rows) {
  const line = (name, words, results) =>
    `${name.slice(0, 44).padEnd(45)}${String(words).padStart(6)}${results.join('')}\n`;
  const heads = MODES.map((mode) => ` | ${`${mode.name}:`.padEnd(14)}    kept    added      ms`);
  process.stdout.write(line('page', 'words', heads));
  for (const { name, words, results } of rows) {
    const cells = results.map(
      (r) => ` | ${r.found.padEnd(14)}${percent(r.kept)} ${percent(r.added)} ${r.ms.toFixed(0).padStart(7)}`,
    );
    process.stdout.write(line(name, words, cells));
  }
  for (const [index, mode] of MODES.entries()) {
    const results = rows.map((row) => row.results[index]);
    const figures = {
      medianKept: median(results.map((r) => r.kept)),
      medianAdded: median(results.map((r) => r.added)),
      leastKept: Math.min(...results.map((r) => r.kept)),
    };
    const isMet =
      figures.medianKept >= TARGETS.medianKept &&
      figures.medianAdded <= TARGETS.medianAdded &&
      figures.leastKept >= TARGETS.leastKept;
    process.stdout.write(
      `${mode.name}: median kept ${percent(figures.medianKept).trim()} (target ${percent(TARGETS.medianKept).trim()}), median added ` +
        `${percent(figures.medianAdded).trim()} (at most ${percent(TARGETS.medianAdded).trim()}), least kept ` +
        `${percent(figures.leastKept).trim()} (target ${percent(TARGETS.leastKept).trim()}): ${isMet ? 'met' : 'NOT MET'}\n`,
    );
    if (!isMet && index === 0) process.exitCode = 1;
  }
}

const bundles = [bundle('article-reader.ts'), bundle('second-opinion.ts')];
const browser = await puppeteer.launch({
  executablePath: process.env.OTTO_BROWSER ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const names = readdirSync(ARTICLES).filter((name) => existsSync(path.join(ARTICLES, name, 'source.html')));
  const rows = [];
  for (const name of names) rows.push(await report(browser, name, bundles));
  print(rows);
} finally {
  await browser.close();
}
