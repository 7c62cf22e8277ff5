import { cut } from './cut';
import { cleanHtml } from './markup/clean-html';
import { visibleText } from './markup/visible-text';
import { answer, PageFailure, type PageAnswer } from './page-answer';
import type { MarkupAnswer, MarkupRequest } from './page-requests';
import { publishReader } from './published-readers';
import { refuseViewers } from './refuse-viewers';
import { openHosts } from './snapshot/composed-tree';
import { whenWritten } from './when-written';

/** What is read when no selector is given. */
const WHOLE = { text: 'body', raw_html: 'html', clean_html: 'body' } as const;

publishReader('markup', readMarkup);

function readMarkup({ kind, selector = WHOLE[kind], maxChars }: MarkupRequest): Promise<PageAnswer<MarkupAnswer>> {
  return answer('distillation_failed', async () => {
    refuseViewers(document);
    await whenWritten(document);
    const content = READ[kind](findElement(selector));
    return {
      sourceUrl: location.href,
      title: document.title,
      selector,
      contentLength: content.length,
      content: cut(content, maxChars),
    };
  });
}

const READ: Readonly<Record<MarkupRequest['kind'], (element: Element) => string>> = {
  text: visibleText,
  raw_html: rawHtml,
  clean_html: cleanHtml,
};

/** Looks into open shadow roots when the document itself has no match. A selector that no parser understands matches nothing. */
function findElement(selector: string): Element {
  try {
    const found = document.querySelector(selector) ?? findInShadows(document, selector);
    if (found) return found;
  } catch (thrown) {
    if (!(thrown instanceof DOMException)) throw thrown;
  }
  throw new PageFailure('selector_not_found', { selector });
}

function findInShadows(root: ParentNode, selector: string): Element | undefined {
  for (const { shadowRoot } of openHosts(root)) {
    const found = shadowRoot?.querySelector(selector) ?? (shadowRoot && findInShadows(shadowRoot, selector));
    if (found) return found;
  }
  return undefined;
}

function rawHtml(element: Element): string {
  const { doctype } = document;
  const isDocument = doctype !== null && element === document.documentElement;
  return isDocument ? `${new XMLSerializer().serializeToString(doctype)}\n${element.outerHTML}` : element.outerHTML;
}
