import { findAll, findEach } from '../snapshot/find-all';
import { textsOf } from '../snapshot/texts';
import { languageNamed, languageOf } from './code-language';
import { codeText } from './code-text';
import { dropLooseLineFeeds } from './loose-code';

/** Editors in the page, and what of each holds its text. */
const EDITORS = ['.cm-editor', '.CodeMirror', '.monaco-editor'];
const EDITED_TEXT = '.cm-content, .CodeMirror-code, .view-lines';
/** Doxygen's, with an element for each line. */
const LISTINGS = ['div.fragment'];
/** Code in a line, which it no longer is when it has line breaks. */
const INLINE = ['code', 'kbd', 'samp'];
const CODE_CELLS = 'td.code, td.blob-code, td.hljs-ln-code, td.rouge-code, td.crayon-code';
/** How far above a block its language or its label may stand. */
const LEVELS = 3;
const LABEL_LENGTH = 24;
/** Paragraphs and headings belong to the text, whatever they say. */
const BARS = new Set(['DIV', 'SPAN', 'BUTTON', 'HEADER', 'FIGCAPTION', 'SMALL']);
const BAR_ELEMENTS = 20;
const COPY = /^(?:copy(?: code)?|copied!?|expand|wrap)$/i;

/**
 * Turns whatever a highlighter made of a code block - tables with line numbers, an element for each line, a bar with the
 * language and a button - into `<pre><code class="language-x">` with plain text.
 */
export function normaliseCodeBlocks(body: HTMLElement): void {
  for (const editor of findAll(body, EDITORS)) if (editor.querySelector(EDITED_TEXT)) replaceBlock(editor);
  // Large tables of data, as most are, have no cells with a class.
  const tables = body.querySelector('td[class]') === null ? [] : body.querySelectorAll('table');
  for (const table of tables) if (table.querySelector(CODE_CELLS)) replaceBlock(table);
  for (const listing of findAll(body, LISTINGS)) if (listing.querySelector('.line')) replaceLoose(listing);
  for (const pre of body.querySelectorAll('pre')) if (!pre.parentElement?.closest('pre')) replaceBlock(pre);
  for (const code of findEach(body, INLINE)) {
    if (code.querySelector('br') && !code.closest('pre')) replaceLoose(code);
  }
}

function replaceLoose(block: Element): void {
  dropLooseLineFeeds(block);
  replaceBlock(block);
}

function replaceBlock(block: Element): void {
  const label = takeLabel(block);
  const text = codeText(codePart(block));
  if (text === '' && block.querySelector('img')) return;
  const language = languageAround(block) ?? label;
  const pre = block.ownerDocument.createElement('pre');
  const code = pre.appendChild(block.ownerDocument.createElement('code'));
  if (language) code.className = `language-${language}`;
  code.textContent = text;
  block.replaceWith(pre);
}

/** The text of an editor; in a table with one cell of numbers and one of code, the latter; otherwise the block itself. */
function codePart(block: Element): Element {
  if (block.matches(EDITORS.join(', '))) return block.querySelector(EDITED_TEXT) ?? block;
  if (block.tagName !== 'TABLE') return block;
  const cells = block.querySelectorAll(CODE_CELLS);
  const [only] = cells;
  return cells.length === 1 && only ? only : block;
}

/** The innermost that speaks decides: the code itself, then the block, then what is wrapped around it alone. */
function languageAround(block: Element): string | undefined {
  for (const code of block.querySelectorAll(`code, pre, ${EDITED_TEXT}`)) {
    const language = languageOf(code);
    if (language !== undefined) return language;
  }
  let element: Element | null = block;
  for (let level = 0; element && level <= LEVELS; level++) {
    const language = languageOf(element);
    if (language !== undefined) return language;
    element = wrapperOf(element);
  }
  return undefined;
}

/** Takes away the bar in or beside a block with the name of its language and a copy button; answers the language. */
function takeLabel(block: Element): string | undefined {
  let language: string | undefined;
  let element: Element | null = block;
  for (let level = 0; element && level < LEVELS; level++) {
    const inside = level === 0 ? besideCode(block) : [];
    for (const sibling of [element.previousElementSibling, element.nextElementSibling, ...inside]) {
      const label = sibling && labelText(sibling);
      if (label === undefined || label === null) continue;
      language ??= languageNamed(label);
      sibling?.remove();
    }
    element = wrapperOf(element);
  }
  return language;
}

/** What stands in a block next to its code, or around it; without an element for the code, every part may be code. */
function besideCode(block: Element): Element[] {
  const beside: Element[] = [];
  const codes = block.querySelectorAll('code');
  let inner = codes.length === 1 ? codes[0] : [...block.children].find((child) => child.tagName === 'CODE');
  while (inner && inner !== block) {
    const { parentElement } = inner;
    for (const sibling of parentElement?.children ?? []) if (sibling.tagName !== 'CODE') beside.push(sibling);
    inner = parentElement ?? undefined;
  }
  return beside.filter((element) => !element.querySelector('code'));
}

/** The text of a bar that says nothing but a language or offers to copy; undefined for anything else. */
function labelText(element: Element): string | undefined {
  if (!BARS.has(element.tagName) || element.querySelectorAll('*').length > BAR_ELEMENTS) return undefined;
  const words = [...textsOf(element)].map((part) => part.trim()).filter((part) => part !== '' && !COPY.test(part));
  const text = words.join(' ');
  if (words.length === 0) return element.textContent?.trim() ? '' : undefined;
  return text.length <= LABEL_LENGTH && languageNamed(text) !== undefined ? text : undefined;
}

/** The parent, as long as it holds this one code block only. */
function wrapperOf(element: Element): Element | null {
  const parent = element.parentElement;
  if (!parent || parent === element.ownerDocument.body) return null;
  return parent.querySelectorAll('pre:not(pre pre)').length <= 1 ? parent : null;
}
