import { HEADING_OR_RULE, isNotesHeading } from './footnote-names';
import { solidSibling } from './rule-helpers';

/** Takes the parts of a note out of an article, and the list, section and heading that it leaves empty. */
export function removeFootnote(parts: readonly ChildNode[], root: Element): void {
  const [first] = parts;
  if (!first || !root.contains(first)) return;
  let place: Element | null = first.parentElement;
  const lead = (first as Element).previousElementSibling;
  for (const part of parts) part.remove();
  if (lead && isNotesHeading(lead) && isAtEnd(lead)) lead.remove();
  while (place && place !== root && isEmptied(place)) {
    const parent: Element | null = place.parentElement;
    dropLead(place);
    place.remove();
    place = parent;
  }
}

/** Whether nothing stands under a heading. */
function isAtEnd(heading: Element): boolean {
  return HEADING_OR_RULE.test(solidSibling(heading, 'nextSibling')?.nodeName ?? 'HR');
}

/** The heading of a place for notes, and the rule that sets them off from the text. */
function dropLead(place: Element): void {
  for (let before = place.previousElementSibling; before; before = place.previousElementSibling) {
    if (before.tagName !== 'HR' && !isNotesHeading(before)) return;
    before.remove();
  }
}

function isEmptied(place: Element): boolean {
  const rest = [...place.children].filter((child) => child.tagName !== 'HR' && !isNotesHeading(child));
  return rest.every((child) => child.textContent?.trim() === '') && ownText(place) === '';
}

function ownText(element: Element): string {
  const texts = [...element.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE);
  return texts.map((text) => text.textContent?.trim()).join('');
}
