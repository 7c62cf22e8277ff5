import { isDeclaredHidden, isDiscussion, isFurniture } from './furniture';
import { ink } from './ink';

/** What there is to read in an element, in ink. */
export interface Prose {
  /** Text outside links and page furniture. */
  text: number;
  /** Part of `text` that lies in sections for comments and replies. */
  discussion: number;
  /** Text of links, outside page furniture. */
  links: number;
}

/** Measures an element; an element that is furniture itself is measured all the same. */
export function measureProse(root: Element): Prose {
  const prose: Prose = { text: 0, discussion: 0, links: 0 };
  measureChildren(root, prose, false, false);
  return prose;
}

function measureChildren(parent: Element, prose: Prose, inDiscussion: boolean, inLink: boolean): void {
  for (let child = parent.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === Node.TEXT_NODE) {
      const amount = ink((child as Text).data);
      prose[inLink ? 'links' : 'text'] += amount;
      if (inDiscussion && !inLink) prose.discussion += amount;
    } else if (child instanceof Element && !isFurniture(child) && !isDeclaredHidden(child)) {
      measureChildren(child, prose, inDiscussion || isDiscussion(child), inLink || child.tagName === 'A');
    }
  }
}
