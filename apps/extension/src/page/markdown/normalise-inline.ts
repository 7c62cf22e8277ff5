import { solidSibling } from './rule-helpers';

const INLINE = 'a, b, strong, i, em, u, span, font, small, del, s, mark, cite, q, sup, sub, label, code';

/** Small repairs of inline markup that has no equal in Markdown. */
export function normaliseInline(root: Element): void {
  for (const part of root.querySelectorAll('center')) part.replaceWith(...part.childNodes);
  for (const part of root.querySelectorAll('h1 strong, h1 b, h2 strong, h2 b, h3 strong, h3 b, h4 strong, h4 b')) {
    part.replaceWith(...part.childNodes);
  }
  // The conversion of a task list looks for the box directly in its item.
  for (const box of root.querySelectorAll('li input[type=checkbox]')) box.closest('li')?.prepend(box);
  for (const part of root.querySelectorAll(
    'button, select, textarea, input:not([type=checkbox]), script, style, noscript',
  )) {
    part.remove();
  }
  for (const part of root.querySelectorAll('strong strong, strong b, b strong, b b, em em, em i, i em, i i')) {
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
