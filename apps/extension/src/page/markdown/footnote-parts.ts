import { HEADING_OR_RULE, isHeading } from './footnote-names';

const TERM = /^DT$/;

interface FootnoteParts {
  /** All that there is of a note. */
  readonly all: readonly ChildNode[];
  /** What it says. */
  readonly text: readonly ChildNode[];
}

/** The parts of a note that is a block or a row, or that a term or a heading with its number begins. */
export function partsOf(place: Element): FootnoteParts {
  if (place.tagName === 'DT') return labelled(place, TERM);
  if (isHeading(place)) return labelled(place, HEADING_OR_RULE);
  const holder = place.tagName === 'TR' ? place.lastElementChild : place;
  return { all: [place], text: [...(holder ?? place).childNodes] };
}

/** What follows a label, to where something else begins. */
function labelled(label: Element, end: RegExp): FootnoteParts {
  const text: ChildNode[] = [];
  for (let next = label.nextSibling; next && !end.test(next.nodeName); next = next.nextSibling) text.push(next);
  return { all: [label, ...text], text };
}
