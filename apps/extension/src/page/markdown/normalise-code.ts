import { MATH_ATTRIBUTE } from '../prepare/math';
import { tidySignature } from '../prepare/tidy-signature';
import { findEach } from '../snapshot/find-all';

/** The name in a signature, as Sphinx has always called it. */
const DESCRIBED = 'dt .descname';
/** One written beside another. */
const NEIGHBOURS = ['code', 'kbd', 'samp'].map((tag) => `${tag} + ${tag}`);
const SPEAKING = /[\p{L}\p{N}]/u;

/** Makes one piece of code of what sites write in several: backticks that meet do not end a code span. */
export function normaliseCode(root: Element): void {
  for (const name of root.querySelectorAll(DESCRIBED)) {
    const term = name.closest('dt');
    if (term) writeSignature(term);
  }
  for (const second of findEach(root, NEIGHBOURS)) if (!second.closest('pre')) join(second);
}

/** The line that says how to call something, with an element for each name, parameter and type. */
function writeSignature(term: Element): void {
  // Links to the signature itself, which show a sign only.
  for (const link of term.querySelectorAll('a')) if (!SPEAKING.test(link.textContent ?? '')) link.remove();
  for (const lineBreak of term.querySelectorAll('br')) lineBreak.replaceWith(' ');
  // Parameters may have been on lines of their own.
  const signature = tidySignature(term.textContent ?? '');
  const bold = term.ownerDocument.createElement('strong');
  bold.appendChild(term.ownerDocument.createElement('code')).textContent = signature;
  term.textContent = '';
  term.append(bold);
}

/** Keys that are pressed together stay apart, and so does what is a link or a formula. */
function join(second: Element): void {
  const first = second.previousElementSibling;
  if (!first || first !== second.previousSibling) return;
  if (second.tagName !== 'CODE') second.before(' ');
  else if (![first, second].some(isMore)) {
    first.append(...second.childNodes);
    second.remove();
  }
}

function isMore(code: Element): boolean {
  return code.hasAttribute(MATH_ATTRIBUTE) || code.querySelector('a') !== null;
}
