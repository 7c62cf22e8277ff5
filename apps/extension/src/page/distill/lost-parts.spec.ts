import type { PageAnswer } from '../page-answer';
import type { ArticleAnswer } from '../page-requests';
import { PageLab } from '../testing/page-lab';

const lab = new PageLab('article-reader.ts', 'second-opinion.ts');
beforeAll(() => lab.open());
afterAll(() => lab.close());

async function read(body: string, head = ''): Promise<{ content: string; mode: string }> {
  const html = `<!doctype html><html><head><title>The Title</title>${head}</head><body>${body}</body></html>`;
  const answer = await lab.run(
    html,
    () =>
      globalThis.ottoReaders?.article?.read({ format: 'markdown', mayFallBack: true }) as Promise<
        PageAnswer<ArticleAnswer>
      >,
  );
  if (!('value' in answer) || answer.value === 'more_readers') throw new Error(JSON.stringify(answer));
  return answer.value;
}

const paragraphs = (name: string, count: number): string =>
  Array.from(
    { length: count },
    (_, n) => `<p>${name} ${n} says something, and it says it with enough words, as people do, who have time.</p>`,
  ).join('');
const section = (name: string, count: number): string =>
  `<div class="refsect1"><h2>${name}</h2>${paragraphs(name, count)}</div>`;
const list = (count: number): string =>
  Array.from({ length: count }, (_, n) => `<li><a href="/${n}">Another page of this site, number ${n}</a></li>`).join(
    '',
  );

const SYNOPSIS = '<div class="refsynopsis"><h2>Synopsis</h2><pre>tool [option...] [name [value]]</pre></div>';
const OPTIONS = Array.from(
  { length: 8 },
  (_, n) => `<dt><code>-${n}</code></dt><dd>Option ${n} tells the tool how to go on, and when to stop.</dd>`,
).join('');
const REFERENCE = `<div class="refentry">${SYNOPSIS}${section('Description', 3)}
  <div class="refsect1"><h2>Options</h2><dl>${OPTIONS}</dl></div><div class="refsect1"><div class="box">${section('Usage', 30)}</div></div></div>`;

describe('a page of reference', () => {
  it('keeps the sections before its largest', async () => {
    const { content, mode } = await read(REFERENCE);
    expect(mode).toBe('body');
    expect(content).toContain('tool [option...] [name [value]]');
    expect(content).toContain('Description 2 says something');
    expect(content).toContain('Option 7 tells the tool');
    expect(content).toContain('Usage 29 says something');
  });

  it('does not take in what stands around these sections', async () => {
    const { content } = await read(`<div class="top"><ul>${list(9)}</ul></div><div id="content">${REFERENCE}</div>
      <div class="side">${paragraphs('Beside', 4)}</div><div class="end">${paragraphs('Below', 3)}</div>`);
    expect(content).toContain('Description 2 says something');
    expect(content).not.toMatch(/Another page|Beside|Below/);
  });

  it('ends where its main part does', async () => {
    const { content } = await read(`<main>${REFERENCE}</main><section>${paragraphs('Below', 4)}</section>`);
    expect(content).toContain('Description 2 says something');
    expect(content).not.toContain('Below');
  });

  it('stays as Readability has it when lists of links stand beside it', async () => {
    const { content, mode } = await read(
      `<ul>${list(9)}</ul><div class="text">${section('Usage', 12)}</div><ul>${list(20)}</ul>`,
    );
    expect(mode).toBe('readability');
    expect(content).toContain('Usage 11 says something');
    expect(content).not.toContain('Another page');
  });

  it('stays so when less than a paragraph is missing', async () => {
    const { mode } = await read(`<div class="text">${section('Usage', 6)}<div class="by">By us, for you.</div></div>`);
    expect(mode).toBe('readability');
  });
});

it('an introduction between the title and the text is kept, whatever its box is called', async () => {
  const { content } = await read(`<div class="chapter"><div class="titlepage"><h1>Chapter</h1></div>
    <div class="highlights"><div class="para">What this chapter is about, in one sentence or rather two, which is what
    people read first, and some read nothing else: how to begin, how to go on, and what to do when all of it is over, as it will be, one day or the other.</div></div>
    <div class="section">${paragraphs('Text', 30)}</div></div>`);
  expect(content).toContain('What this chapter is about');
});

/** What the rule would take in, if the page did not say that it must not. */
const MORE = `<ul>${Array.from({ length: 6 }, (_, n) => `<li>Teaser ${n}: what else happened today, in a sentence or two.</li>`).join('')}</ul>`;

describe('a page that is no reference stays as Readability has it', () => {
  it('when it calls itself an article, with teasers beside it', async () => {
    const body = `<div class="page"><div class="story">${paragraphs('Story', 20)}</div>${MORE}</div>`;
    const { content, mode } = await read(body, '<meta property="og:type" content="article">');
    expect(mode).toBe('readability');
    expect(content).not.toContain('Teaser');
    expect((await read(body)).content).toContain('Teaser');
  });

  it('when it is discussed', async () => {
    const comments = `<section class="comments">${paragraphs('Reader', 6)}</section>`;
    const { content, mode } = await read(
      `<div class="page"><div class="story">${paragraphs('Story', 20)}</div>${MORE}${comments}</div>`,
    );
    expect(mode).toBe('readability');
    expect(content).not.toMatch(/Reader|Teaser/);
  });
});
