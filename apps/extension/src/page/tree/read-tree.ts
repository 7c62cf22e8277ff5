import { RAW_TEXT, VOID, unescaped } from './markup';
import { TreeDocument } from './tree-document';
import type { TreeElement } from './tree-element';
import { TEXT_NODE } from './tree-node';
import type { TreeParent } from './tree-parent';
import { TreeText } from './tree-text';

/** What of a page is to be known beside its markup. Elements are meant by their place among all of the document, from 0. */
export interface ReadOptions {
  /** Elements to leave out, with all that is in them. */
  readonly without: ReadonlySet<number>;
  /** Boxes that are ticked now, whatever the markup says; all others are not. */
  readonly ticked: ReadonlySet<number>;
  /** Whether scripts run on the page: what is in a `<noscript>` is a text then. */
  readonly hasScripts: boolean;
}

/**
 * Reads markup that a browser has serialised: every element is closed, every attribute in double quotes. Comments and the
 * content of templates are passed over, as no reader sees them.
 */
export function readTree(markup: string, options: ReadOptions): TreeDocument {
  return new Reader(markup, options).read();
}

const SLASH = 0x2f;
const SPACE = 0x20;
const CLOSE = 0x3e;
/** Begin a comment and a processing instruction. */
const OTHER = new Set([0x21, 0x3f]);
const FOREIGN = new Set(['svg', 'math']);
/** Where HTML begins again inside of those. */
const HTML_ISLANDS = new Set(['foreignObject', 'desc', 'title', 'annotation-xml', 'mi', 'mn', 'mo', 'ms', 'mtext']);

class Reader {
  readonly #markup: string;
  readonly #options: ReadOptions;
  readonly #document = new TreeDocument();
  /** Whose end tags have not come yet, but for the innermost. */
  readonly #open: TreeParent[] = [];
  #top: TreeParent = this.#document;
  /** How many templates are open: what is in them has no place among the elements of the document. */
  #templates = 0;
  #place = 0;
  #at = 0;

  constructor(markup: string, options: ReadOptions) {
    this.#markup = markup;
    this.#options = options;
  }

  read(): TreeDocument {
    const markup = this.#markup;
    while (this.#at < markup.length) {
      const open = markup.indexOf('<', this.#at);
      const end = open === -1 ? markup.length : open;
      if (end > this.#at) this.#text(unescaped(markup.slice(this.#at, end)));
      this.#at = end + 1;
      if (open === -1) break;
      const next = markup.charCodeAt(this.#at);
      if (next === SLASH) this.#endTag();
      else if (OTHER.has(next)) this.#passOver();
      else this.#startTag();
    }
    return this.#document;
  }

  #text(data: string): void {
    if (this.#top === this.#document) return;
    const { lastChild } = this.#top;
    if (lastChild?.nodeType === TEXT_NODE) lastChild.textContent += data;
    else this.#top.link(new TreeText(this.#document, data), null);
  }

  #passOver(): void {
    const end = this.#markup.startsWith('!--', this.#at) ? '-->' : '>';
    this.#at = this.#behind(end, this.#at);
  }

  #endTag(): void {
    const end = this.#markup.indexOf('>', this.#at);
    this.#close(this.#markup.slice(this.#at + 1, end));
    this.#at = end === -1 ? this.#markup.length : end + 1;
  }

  /** An end tag without its start tag can only come from inside of a script that was taken for text; it means nothing. */
  #close(localName: string): void {
    if (this.#top.localName !== localName && !this.#open.some((open) => open.localName === localName)) return;
    let closed: TreeParent;
    do {
      closed = this.#top;
      this.#top = this.#open.pop() ?? this.#document;
      if (isTemplate(closed)) this.#templates--;
    } while (closed.localName !== localName);
  }

  #startTag(): void {
    const markup = this.#markup;
    let nameEnd = this.#at;
    while (nameEnd < markup.length && !endsName(markup.charCodeAt(nameEnd))) nameEnd++;
    const localName = markup.slice(this.#at, nameEnd);
    const end = this.#endOfTag(nameEnd);
    this.#at = end + 1;
    this.#element(localName, markup.slice(nameEnd, end));
  }

  /** A value may hold a `>`, which not every version of Chromium escapes. */
  #endOfTag(from: number): number {
    for (let at = from; ;) {
      const end = this.#markup.indexOf('>', at);
      if (end === -1 || end === at) return end === -1 ? this.#markup.length : end;
      const quote = this.#markup.indexOf('"', at);
      if (quote === -1 || quote > end) return end;
      at = this.#behind('"', quote + 1);
    }
  }

  #element(localName: string, attributes: string): void {
    const isHtml = !FOREIGN.has(localName) && !holdsForeign(this.#top);
    const element = this.#document.makeElement(localName, isHtml, attributes);
    if (this.#isKept(element)) this.#top.link(element, null);
    if (isHtml && VOID.has(localName)) return;
    this.#open.push(this.#top);
    this.#top = element;
    if (isTemplate(element)) this.#templates++;
    if (isHtml && this.#isRaw(localName)) this.#rawText(localName);
  }

  /** Counts the element, and tells whether it belongs to the tree. */
  #isKept(element: TreeElement): boolean {
    if (this.#templates > 0) return true;
    const place = this.#place++;
    if (element.localName === 'input') tick(element, this.#options.ticked.has(place));
    return element.localName !== 'template' && !this.#options.without.has(place);
  }

  #isRaw(localName: string): boolean {
    return RAW_TEXT.has(localName) || (localName === 'noscript' && this.#options.hasScripts);
  }

  #rawText(localName: string): void {
    const end = this.#markup.indexOf(`</${localName}>`, this.#at);
    const text = this.#markup.slice(this.#at, end === -1 ? undefined : end);
    if (text !== '') this.#text(text);
    this.#at += text.length;
  }

  #behind(what: string, from: number): number {
    const at = this.#markup.indexOf(what, from);
    return at === -1 ? this.#markup.length : at + what.length;
  }
}

function endsName(code: number): boolean {
  return code === CLOSE || code === SPACE;
}

function isTemplate({ nodeName }: TreeParent): boolean {
  return nodeName === 'TEMPLATE';
}

/** Whether what is directly in an element is no HTML. Names of HTML elements are in capitals. */
function holdsForeign({ nodeName, localName }: TreeParent): boolean {
  return nodeName === localName && !HTML_ISLANDS.has(localName);
}

function tick(box: TreeElement, isTicked: boolean): void {
  if (isTicked) box.setAttribute('checked', '');
  else if (box.hasAttribute('checked')) box.removeAttribute('checked');
}
