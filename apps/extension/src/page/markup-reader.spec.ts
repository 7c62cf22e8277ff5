import type { PageAnswer } from './page-answer';
import type { MarkupAnswer, MarkupRequest } from './page-requests';
import { LAB_URL, PageLab } from './testing/page-lab';

const lab = new PageLab('markup-reader.ts');
beforeAll(() => lab.open());
afterAll(() => lab.close());

function read(html: string, request: MarkupRequest): Promise<PageAnswer<MarkupAnswer>> {
  return lab.run(
    html,
    (_subject, given) => globalThis.ottoReaders?.markup?.read(given) as Promise<PageAnswer<MarkupAnswer>>,
    request,
  );
}

async function content(html: string, request: MarkupRequest): Promise<string> {
  const answer = await read(html, request);
  return 'value' in answer ? answer.value.content : `failure ${answer.failure.code}`;
}

describe('text', () => {
  it('is what is seen of the body', async () => {
    const html = '<body><h1>Head</h1><p>a <b>b</b></p><p hidden>c</p><template>d</template><style>e{}</style>';
    expect(await content(html, { kind: 'text' })).toBe('Head\n\na b');
  });

  it('includes open shadow roots at their place', async () => {
    const inner = '<x-in><template shadowrootmode="open">deep</template></x-in>';
    const card = `<x-card><i>slotted</i><template shadowrootmode="open"><style>p{}</style><p>shade <slot></slot> ${inner} end</p></template></x-card>`;
    expect(await content(`<body><p>before</p>${card}<p>after</p>`, { kind: 'text' })).toBe(
      'before\n\nshade slotted deep end\n\nafter',
    );
  });

  it('is that of the first match of a selector, in shadow roots if nowhere else', async () => {
    const html = '<body><p>one</p><x-a><template shadowrootmode="open"><p class="in">two</p></template></x-a>';
    expect(await content(html, { kind: 'text', selector: 'p' })).toBe('one');
    expect(await content(html, { kind: 'text', selector: 'p.in' })).toBe('two');
  });

  it('is cut at maxChars and says how long it was', async () => {
    expect(await read('<title>T</title><body>abcdef', { kind: 'text', maxChars: 4 })).toEqual({
      value: { sourceUrl: LAB_URL, title: 'T', selector: 'body', contentLength: 6, content: 'abcd' },
    });
  });

  it('waits for scripts to write an empty page', async () => {
    const html = `<body><script>setTimeout(() => { document.body.append('Written late. '.repeat(30)); }, 20)</script>`;
    expect(await content(html, { kind: 'text' })).toContain('Written late.');
  });
});

describe('markup', () => {
  it('is the document as it is, with its doctype', async () => {
    const html = '<!DOCTYPE html><html><head></head><body onclick="x()"><!-- c --></body></html>';
    expect(await content(html, { kind: 'raw_html' })).toBe(html.replace('><html', '>\n<html'));
  });

  it('is clean of what is not needed to find things', async () => {
    const html =
      '<body><!-- c --><div id="a" class="b" style="color:red" onclick="x()" data-k="v" aria-label="l" role="main"><a href="/x">t</a><style>p{}</style><svg class="i"><path d="M0"/></svg><img src="data:image/gif;base64,R0" alt="p"></div>';
    expect(await content(html, { kind: 'clean_html', selector: '#a' })).toBe(
      '<div id="a" class="b" data-k="v" aria-label="l" role="main"><a href="/x">t</a><svg class="i"></svg><img alt="p"></div>',
    );
  });

  it('is clean with shadow roots flattened', async () => {
    const html = '<body><x-a class="c">s<template shadowrootmode="open"><p><slot></slot></p></template></x-a>';
    expect(await content(html, { kind: 'clean_html', selector: 'x-a' })).toBe('<x-a class="c"><p>s</p></x-a>');
  });
});

it.each(['.missing', 'p[', '..'])('fails for the selector %j, which matches nothing', async (selector) => {
  expect(await read('<body><p>x</p>', { kind: 'text', selector })).toEqual({
    failure: { code: 'selector_not_found', details: { selector } },
  });
});
