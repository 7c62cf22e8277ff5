import { findEach } from '../snapshot/find-all';
import { rename } from './rename';

const ASIDES = ['aside.footnote', 'aside.footnote-list', 'aside.footnotes', 'aside[role=doc-footnote]'];

/**
 * Footnotes that are asides become sections: whoever looks for the article takes asides for what stands beside it, and short
 * blocks with links for menus. Where ids repeat, in books whose chapters were pages of their own, only notes in the article
 * can be told from one another.
 */
export function keepFootnotes(body: HTMLElement): void {
  for (const aside of findEach(body, ASIDES)) if (aside.parentNode) rename(aside, 'section');
}
