import { findAll } from './find-all';
import { discussions, NOT_READ, outermost } from './furniture';
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

/**
 * Measures an element; an element that is furniture itself is measured all the same. Works with the text of whole parts,
 * since a walk from node to node takes ten times as long.
 */
export function measureProse(root: Element): Prose {
  const furniture = outermost(findAll(root, NOT_READ));
  const links = linkInk(root) - sum(furniture, linkInk);
  const text = inkOf(root) - sum(furniture, inkOf) - links;
  const read = discussions(root).filter((part) => !furniture.some((other) => other.contains(part)));
  return { text, links, discussion: sum(read, ownText) };
}

/** Text outside links; good enough for a part in which furniture is rare. */
function ownText(part: Element): number {
  return inkOf(part) - linkInk(part);
}

function linkInk(part: Element): number {
  return sum(outermost(part.querySelectorAll('a[href]')), inkOf);
}

function inkOf(part: Element): number {
  return ink(part.textContent ?? '');
}

function sum(parts: readonly Element[], measure: (part: Element) => number): number {
  return parts.reduce((total, part) => total + measure(part), 0);
}
