import { findAll } from '../snapshot/find-all';

/** Kinds of callouts as GitHub-flavoured Markdown knows them, by the words that sites use. */
const KINDS: Readonly<Record<string, string>> = {
  note: 'NOTE',
  info: 'NOTE',
  tip: 'TIP',
  hint: 'TIP',
  success: 'TIP',
  important: 'IMPORTANT',
  warning: 'WARNING',
  attention: 'WARNING',
  caution: 'CAUTION',
  danger: 'CAUTION',
  error: 'CAUTION',
};
/** Also said of boxes that are no part of the text. */
const VAGUE = new Set(['info', 'success', 'error']);
const CALLOUTS = [
  ...['.admonition', '.theme-admonition', '.admonitionblock', '.markdown-alert', '.callout', '.notecard'],
  ...['.custom-block', '.starlight-aside'],
  // Bootstrap's, of which those that can be dismissed tell of news.
  '.alert[class*="alert-"]:not(.alert-dismissible)',
  ...['aside', '[role=note]'],
];
const TITLES = [
  '.admonition-title, .markdown-alert-title, .callout-title, .admonition-heading, [class*="admonitionHeading"]',
  '.admonitionblock .title, .custom-block-title, .starlight-aside__title, .alert-heading',
].join(', ');
/** AsciiDoc arranges a box as a table of a symbol and the text. */
const CONTENT_CELL = '.admonitionblock > table td.content';

/** Turns boxes with notes and warnings into quotes; otherwise Readability drops them as asides. */
export function normaliseCallouts(body: HTMLElement): void {
  for (const box of findAll(body, CALLOUTS)) {
    const kind = kindOf(box);
    if (kind === undefined || box.querySelector('nav, h1')) continue;
    const quote = box.ownerDocument.createElement('blockquote');
    const title = box.querySelector(TITLES);
    const titleText = title?.textContent?.trim() ?? '';
    title?.remove();
    quote.append(paragraph(box, `[!${kind}]`));
    if (titleText !== '' && KINDS[titleText.toLowerCase()] === undefined) quote.append(boldParagraph(box, titleText));
    quote.append(...(box.querySelector(CONTENT_CELL) ?? box).childNodes);
    box.replaceWith(quote);
  }
}

/** An aside is a callout only if a whole class says of which kind; the named boxes are notes when they do not say. */
function kindOf(box: Element): string | undefined {
  const names = `${box.getAttribute('class') ?? ''} ${box.getAttribute('data-callout') ?? ''}`.toLowerCase();
  const isNamed = box.tagName !== 'ASIDE' || box.matches('[role=note], .starlight-aside');
  const words = names.split(isNamed ? /[\s_-]+/ : /\s+/).filter((word) => isNamed || !VAGUE.has(word));
  const kind = words.map((word) => KINDS[word]).find((known) => known !== undefined);
  return kind ?? (isNamed ? 'NOTE' : undefined);
}

function paragraph(near: Element, text: string): Element {
  const element = near.ownerDocument.createElement('p');
  element.textContent = text;
  return element;
}

function boldParagraph(near: Element, text: string): Element {
  const element = near.ownerDocument.createElement('p');
  element.appendChild(near.ownerDocument.createElement('strong')).textContent = text;
  return element;
}
