import type { PageAnswer } from './page-answer';
import type { ArticleAnswer, ArticleRequest } from './page-requests';
import { PageLab } from './testing/page-lab';

type Read = Exclude<ArticleAnswer, string>;

const lab = new PageLab('article-reader.ts', 'second-opinion.ts');
beforeAll(() => lab.open());
afterAll(() => lab.close());

function ask(html: string, request: Partial<ArticleRequest> = {}): Promise<PageAnswer<ArticleAnswer>> {
  return lab.run(
    html,
    (_subject, given) => globalThis.ottoReaders?.article?.read(given) as Promise<PageAnswer<ArticleAnswer>>,
    { format: 'markdown', mayFallBack: true, ...request } as const,
  );
}

async function read(html: string, request: Partial<ArticleRequest> = {}): Promise<Read> {
  const answer = await ask(html, request);
  if (!('value' in answer) || answer.value === 'more_readers') throw new Error(JSON.stringify(answer));
  return answer.value;
}

const sentence = (n: number): string =>
  `Sentence ${n} of the text says something, and it says it with enough words, as people do.`;
const paragraphs = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, n) => `<p>${sentence(from + n)} ${sentence(from + n + 100)}</p>`).join('\n');
const MENU = '<nav><ul><li><a href="/a">Alpha</a></li><li><a href="/b">Beta</a></li></ul></nav>';
const page = (body: string, head = ''): string =>
  `<!doctype html><html><head><title>The Title | A Site</title>${head}</head><body>${body}</body></html>`;

describe('an article', () => {
  const ARTICLE = page(`${MENU}<header>Logo</header>
    <article><h1>The Title</h1>${paragraphs(4)}<h2 id="comments" class="header">On comments</h2>
    <ol><li>first<ul><li>inner</li></ul></li><li>second</li></ol>
    <table><thead><tr><th>Name</th><th>Value</th></tr></thead><tbody><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></tbody></table>
    <div class="highlight"><pre><code class="language-js">const a = 1;</code></pre></div>
    <p><img src="/pic.png" alt="A picture"> and <a href="next">the next one</a>, which is worth a look.</p>${paragraphs(3, 10)}</article>
    <footer>Imprint</footer><div class="cookie-banner">We use cookies. <button>Fine</button></div>`);

  it('is found, with its structure, without what surrounds it', async () => {
    const { content, mode, title } = await read(ARTICLE);
    expect({ mode, title }).toEqual({ mode: 'readability', title: 'The Title' });
    expect(content.startsWith(`# The Title\n\n${sentence(0)}`)).toBe(true);
    expect(content).toContain('## On comments\n\n1. first\n   - inner\n2. second\n\n| Name | Value |\n| --- | --- |');
    expect(content).toContain('```js\nconst a = 1;\n```');
    expect(content).toContain(
      '![A picture](http://lab.test/pic.png) and [the next one](http://lab.test/articles/next)',
    );
    expect(content).not.toMatch(/Alpha|Logo|Imprint|cookies/);
  });

  it('can be had as markup, without classes and with absolute addresses', async () => {
    const { content } = await read(ARTICLE, { format: 'distilled_html' });
    expect(content).toContain('<code class="language-js">const a = 1;</code>');
    expect(content).toContain('<a href="http://lab.test/articles/next">');
    expect(content.match(/class="|data-otto|style="/g)).toEqual(['class="']);
  });

  it('is cut at maxChars and says how long it was', async () => {
    const { content, contentLength } = await read(ARTICLE, { maxChars: 20 });
    expect(content).toHaveLength(20);
    expect(contentLength).toBeGreaterThan(1_000);
  });

  it('loses a hidden block beside the main part', async () => {
    const { content } = await read(
      page(`<div><h2>Keyboard help</h2><p>Press S to search.</p></div><main>${paragraphs(8)}</main>`),
    );
    expect(content).not.toContain('Keyboard');
  });

  it('keeps its sections whatever their names', async () => {
    const sections = ['menus', 'footer', 'related', 'sidebar'].map(
      (name, n) => `<section id="${name}"><h2 id="${name}-1">${name}</h2>${paragraphs(3, n * 10)}</section>`,
    );
    const { content } = await read(page(`<div role="main">${sections.join('')}</div>`));
    for (const name of ['menus', 'footer', 'related', 'sidebar']) expect(content).toContain(`## ${name}`);
  });
});

describe('a page on which Readability falls short', () => {
  it('is read although its text is hidden until scripts show it', async () => {
    const streamed = page(
      `<div hidden><template id="B:0"></template></div><div hidden id="S:1"><div class="post">${paragraphs(9)}</div></div>`,
      '<meta property="og:type" content="article">',
    );
    const { content, mode } = await read(streamed);
    expect(mode).not.toBe('readability');
    expect(content).toContain(sentence(8));
  });

  it('is read with all its posts when it is a thread', async () => {
    const posts = Array.from({ length: 14 }, (_, n) => `<div class="comment reply"><p>${sentence(n)}</p></div>`).join(
      '',
    );
    const thread = page(
      `${MENU}<div class="thread"><h1>The Title</h1><p>What do you think?</p><div id="comments">${posts}</div></div>`,
    );
    const { content } = await read(thread);
    for (const n of [0, 7, 13]) expect(content).toContain(sentence(n));
    expect(content).not.toContain('Alpha');
  });

  it('is read as its main part when it is no article', async () => {
    const cards = Array.from(
      { length: 12 },
      (_, n) => `<li><a href="/${n}">Result ${n}</a> <span>Rated ${n}</span></li>`,
    ).join('');
    const { content, mode } = await read(
      page(`${MENU}<main><h1>The Title</h1><form><button>Go</button></form><ul>${cards}</ul></main>`),
    );
    expect(mode === 'readability' || mode === 'body').toBe(true);
    expect(content).toContain('- [Result 11](http://lab.test/11) Rated 11');
    expect(content).not.toMatch(/Alpha|Go/);
  });

  it('asks for the second opinion when the page does not have it', async () => {
    const html = page(`<div hidden id="S:1">${paragraphs(9)}</div>`);
    const answer = await lab.run(html, async () => {
      globalThis.ottoSecondOpinion = undefined;
      return globalThis.ottoReaders?.article?.read({ format: 'markdown', mayFallBack: true });
    });
    expect(answer).toEqual({ value: 'more_readers' });
  });

  it('fails when nothing but Readability may be used', async () => {
    const html = page(`<div hidden>${paragraphs(9)}</div>`);
    expect(await ask(html, { mayFallBack: false })).toEqual({ failure: { code: 'readability_failed', details: {} } });
  });
});

it('reads through open shadow roots', async () => {
  const story = `<x-story><template shadowrootmode="open"><h2>Inside</h2><slot></slot></template>${paragraphs(4)}</x-story>`;
  const { content } = await read(page(`<main>${paragraphs(3, 20)}${story}</main>`));
  expect(content).toContain(`## Inside\n\n${sentence(0)}`);
});

it('reads a text of the length of a book without weighing it', async () => {
  const { content, mode } = await read(page(`${MENU}<main>${paragraphs(2_000)}</main>`));
  expect(mode).toBe('body');
  expect(content).toContain(sentence(1_999));
  expect(content).not.toContain('Alpha');
});

it('finds the place of such a text also where the page does not name it', async () => {
  const chapters = Array.from({ length: 20 }, (_, n) => `<div><h2>Chapter ${n}</h2>${paragraphs(100, n * 100)}</div>`);
  const aside = `<div class="box">${MENU}<p>Beside the text.</p></div>`;
  const { content, mode } = await read(page(`<div>${aside}<div>${chapters.join('')}</div></div>`));
  expect(mode).toBe('body');
  expect(content).toContain(sentence(1_999));
  expect(content).not.toMatch(/Alpha|Beside/);
});

it('weighs the parts of a long page of which one may be beside the other', async () => {
  const replies = `<div class="comments">${paragraphs(900, 1_200)}</div>`;
  const { mode } = await read(page(`<div><div>${paragraphs(1_200)}</div>${replies}</div>`));
  expect(mode).toBe('readability');
});

it('fails on a page without anything to read', async () => {
  expect(await ask('<!doctype html><title>x</title>')).toEqual({
    failure: { code: 'readability_failed', details: {} },
  });
});

it('leaves the page as it was', async () => {
  const html = page(`${MENU}<article>${paragraphs(6)}</article>`);
  const isSame = await lab.run(html, async () => {
    const before = document.documentElement.outerHTML;
    await globalThis.ottoReaders?.article?.read({ format: 'markdown', mayFallBack: true });
    return before === document.documentElement.outerHTML;
  });
  expect(isSame).toBe(true);
});

describe('comments under an article', () => {
  const comments = (list: string): string => page(`<article>${paragraphs(8)}</article>${list}`);

  it('are left out, with their heading', async () => {
    const posts = Array.from(
      { length: 9 },
      (_, n) => `<li class="comment"><p>Reader ${n} says: ${sentence(n + 50)}</p></li>`,
    );
    const list = `<section id="comments"><h2>Comments</h2><ol>${posts.join('')}</ol><form><textarea></textarea></form></section>`;
    const { content, mode } = await read(comments(list));
    expect(mode).toBe('readability');
    expect(content).toContain(sentence(7));
    expect(content).not.toMatch(/Reader|## Comments/);
  });

  it('are left out with links to other articles', async () => {
    const links = Array.from({ length: 6 }, (_, n) => `<li><a href="/${n}">Another story number ${n}</a></li>`).join(
      '',
    );
    const { content } = await read(comments(`<section id="related"><h2>Related</h2><ul>${links}</ul></section>`));
    expect(content).not.toContain('Another story');
  });
});

it.each([
  ['a listing', 'pre', (line: string) => `${line}\n`, '```\n', '\n```'],
  ['a list', 'ul', (line: string) => `<li>${line}</li>`, '- ', ''],
])('writes a book that is nothing but %s as one', async (_what, tag, write, before, after) => {
  const lines = Array.from({ length: 4_500 }, (_, n) => write(`Line ${n}: ${sentence(n)}`)).join('');
  const { content, mode } = await read(page(`<div><${tag}>${lines}</${tag}></div>`));
  expect(mode).toBe('body');
  expect(content).toContain(`${before}Line 0: ${sentence(0)}\n`);
  expect(content.endsWith(`Line 4499: ${sentence(4_499)}${after}`)).toBe(true);
});

it('counts the text between the parts of a place when it looks for that of a book', async () => {
  const loose = Array.from({ length: 2_000 }, (_, n) => `${sentence(n)} Loose ${n}.`).join(' ');
  const { content, mode } = await read(page(`${loose}<div><b>Part.</b>${paragraphs(600, 2_000)}</div><p>End.</p>`));
  expect(mode).toBe('body');
  expect(content).toContain('Loose 1999.');
});
