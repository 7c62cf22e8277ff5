import { snapshotElement } from '../snapshot/snapshot';

const NOT_MARKUP =
  'script, style, noscript, template, link, meta, base, object, embed, iframe:not([src]), svg > *:not(title)';
/** What selectors are built from, and what says where a link or a form leads. */
const KEPT =
  /^(?:id|class|name|type|role|href|src|alt|title|for|value|placeholder|action|method|lang|dir|rel|target|content|itemprop|itemtype|itemscope|datetime|colspan|rowspan|headers|scope|slot|part|tabindex|disabled|checked|selected|readonly|required|multiple|hidden|open|contenteditable|aria-.+|data-.+)$/;

/**
 * The markup of an element for a reader who wants to find things in it: no scripts, styles, event handlers or comments,
 * open shadow roots flattened; ids, classes, roles, states, links and data attributes as they are.
 */
export function cleanHtml(source: Element): string {
  const copy = snapshotElement(source);
  for (const part of copy.querySelectorAll(NOT_MARKUP)) part.remove();
  for (const element of [copy, ...copy.querySelectorAll('*')]) cleanAttributes(element);
  dropComments(copy);
  return copy.outerHTML.replace(/(?:[ \t]*\n){2,}/g, '\n').trim();
}

function cleanAttributes(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    const isInlineData = (name === 'src' || name === 'href') && /^(?:data|javascript):/i.test(value.trim());
    if (!KEPT.test(name) || isInlineData) element.removeAttribute(name);
  }
}

function dropComments(root: Element): void {
  const comments = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  for (let comment = comments.nextNode(); comment; comment = comments.nextNode()) found.push(comment);
  for (const comment of found) comment.parentNode?.removeChild(comment);
}
