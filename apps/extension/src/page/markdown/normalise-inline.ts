import { rename } from '../prepare/rename';
import { findEach } from '../snapshot/find-all';
import { solidSibling } from './rule-helpers';

const INLINE = 'a, b, strong, i, em, u, span, font, small, del, s, mark, cite, q, sup, sub, label, code';

/** What is bold as it is. */
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'th', 'summary'];
const BOLD = ['strong', 'b'];
const ITALIC = ['em', 'i'];
const CONTROLS = ['button', 'select', 'textarea', 'input:not([type=checkbox])', 'script', 'style', 'noscript'];

/** Small repairs of inline markup that has no equal in Markdown. */
export function normaliseInline(root: Element): void {
  for (const part of root.querySelectorAll('center')) unwrap(part);
  // A note from elsewhere on the page has not been prepared.
  for (const part of root.querySelectorAll('tt')) rename(part, 'code');
  unwrapIn(root, HEADINGS, BOLD);
  // The conversion of a task list looks for the box directly in its item.
  for (const box of root.querySelectorAll('li input[type=checkbox]')) box.closest('li')?.prepend(box);
  for (const part of findEach(root, CONTROLS)) part.remove();
  for (const emphasis of [BOLD, ITALIC]) unwrapIn(root, emphasis, emphasis);
  for (const lineBreak of root.querySelectorAll('br')) liftBreak(lineBreak);
}

/** Takes elements out of others that make them superfluous, of which few have any element inside. */
function unwrapIn(root: Element, outer: readonly string[], superfluous: readonly string[]): void {
  const selector = superfluous.join(', ');
  for (const part of findEach(root, outer)) if (part.firstElementChild) part.querySelectorAll(selector).forEach(unwrap);
}

function unwrap(part: Element): void {
  part.replaceWith(...part.childNodes);
}

/** A line break at the edge of an inline element belongs outside of it: `**` next to white space is no emphasis. */
function liftBreak(lineBreak: Element): void {
  for (let parent = lineBreak.parentElement; parent?.matches(INLINE); parent = lineBreak.parentElement) {
    if (!solidSibling(lineBreak, 'nextSibling')) parent.after(lineBreak);
    else if (!solidSibling(lineBreak, 'previousSibling')) parent.before(lineBreak);
    else return;
  }
}
