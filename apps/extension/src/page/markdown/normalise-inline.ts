import { solidSibling } from './rule-helpers';

const INLINE = 'a, b, strong, i, em, u, span, font, small, del, s, mark, cite, q, sup, sub, label, code';

/** Small repairs of inline markup that has no equal in Markdown. */
export function normaliseInline(root: Element): void {
  for (const part of root.querySelectorAll('center')) part.replaceWith(...part.childNodes);
  for (const part of root.querySelectorAll(':is(h1, h2, h3, h4) :is(strong, b)')) {
    part.replaceWith(...part.childNodes);
  }
  // The conversion of a task list looks for the box directly in its item.
  for (const box of root.querySelectorAll('li input[type=checkbox]')) box.closest('li')?.prepend(box);
  for (const part of root.querySelectorAll(
    'button, select, textarea, input:not([type=checkbox]), script, style, noscript',
  )) {
    part.remove();
  }
  for (const part of root.querySelectorAll(':is(strong, b) :is(strong, b), :is(em, i) :is(em, i)')) {
    part.replaceWith(...part.childNodes);
  }
  for (const lineBreak of root.querySelectorAll('br')) liftBreak(lineBreak);
}

/** A line break at the edge of an inline element belongs outside of it: `**` next to white space is no emphasis. */
function liftBreak(lineBreak: Element): void {
  for (let parent = lineBreak.parentElement; parent?.matches(INLINE); parent = lineBreak.parentElement) {
    if (!solidSibling(lineBreak, 'nextSibling')) parent.after(lineBreak);
    else if (!solidSibling(lineBreak, 'previousSibling')) parent.before(lineBreak);
    else return;
  }
}
