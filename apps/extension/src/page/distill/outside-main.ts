import { findAll } from '../snapshot/find-all';
import { MAIN } from '../snapshot/furniture';
import { ink } from '../snapshot/ink';

const OUTSIDE = 'data-otto-outside';

/** Readability pays no attention to `<main>`, and sometimes takes in a block beside it; this marks such blocks. */
export function markOutsideOfMain(snapshot: Document): void {
  const [main, another] = findAll(snapshot, MAIN);
  if (!main || another) return;
  for (let inner: Element = main; inner.parentElement && inner !== snapshot.body; inner = inner.parentElement) {
    for (const sibling of inner.parentElement.children) if (sibling !== inner) sibling.setAttribute(OUTSIDE, '');
  }
}

/** Takes marked blocks out of an article, unless most of it lies there. */
export function dropOutside(article: Element): void {
  const outside = [...article.querySelectorAll(`[${OUTSIDE}]`)];
  const amount = outside.reduce((sum, part) => sum + ink(part.textContent ?? ''), 0);
  const isMinor = amount * 2 < ink(article.textContent ?? '');
  for (const part of outside) {
    part.removeAttribute(OUTSIDE);
    if (isMinor) part.remove();
  }
}
