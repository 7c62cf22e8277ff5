import { measureProse } from '../snapshot/prose';

/** Names for which Readability drops an element or marks it down. */
const SUSPECT =
  /-ad-|banner|breadcrumb|combx|comment|com-|community|contact|disqus|extra|foot|gdpr|header|hidden|legend|masthead|media|menu|meta|page|popup|promo|related|remark|repl(?:y|ies)|rss|scroll|share|shop|sidebar|social|sponsor|supplement|tags|tool|widget/i;
/** What tells a section for comments from a section about them. */
const DISCUSSION_PARTS = ['form', 'textarea', 'input', '[class*=comment]', '[class*=reply]', '[id*=comment-]'];
/** Headings of such sections: "3 Comments". The number of a section has a full stop in it or behind it. */
const COUNTED = /^\s*\d+\s+(?:comment|repl(?:y|ies)|remark|response)/i;
/** What generators of manuals call a section: Sphinx, Texinfo, DocBook, AsciiDoc, pandoc. */
const SECTION_CLASS = /(?:^|\s)(?:(?:sub)*section|sect\d|chapter|appendix|level\d)(?:\s|$)/;
/** How many elements may wrap the heading of a section. */
const LEVELS = 4;

/** Gives the elements their names back. */
type Unshield = () => void;

/**
 * Readability takes the names of elements for their purpose. The names of headings, of the sections that they head, and of
 * terms with a definition are only words of the text: they are taken away for the time, or a manual loses its chapter on menus.
 */
export function shieldNames(snapshot: Document): Unshield {
  const shielded: { element: Element; id: string }[] = [];
  const shield = (element: Element): void => {
    if (!SUSPECT.test(element.id)) return;
    shielded.push({ element, id: element.id });
    element.removeAttribute('id');
  };
  snapshot.querySelectorAll('dt[id]').forEach(shield);
  for (const heading of snapshot.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    heading.removeAttribute('class');
    shield(heading);
    for (const section of headedBy(heading)) if (isSection(section, heading) && isText(section)) shield(section);
  }
  return () => {
    for (const { element, id } of shielded) element.id = id;
  };
}

/** The elements with suspicious names that begin with a heading. */
function headedBy(heading: Element): Element[] {
  const sections: Element[] = [];
  const above = [...wrappersOf(heading)];
  // What stands before the heading is read only where that matters.
  const outermost = above.findLastIndex(({ id }) => SUSPECT.test(id));
  let lead = heading;
  for (const section of above.slice(0, outermost + 1)) {
    if (!isFirst(lead)) break;
    lead = section;
    if (SUSPECT.test(section.id)) sections.push(section);
  }
  return sections;
}

function* wrappersOf(heading: Element): Iterable<Element> {
  let { parentElement } = heading;
  for (let level = 0; level < LEVELS && parentElement; level++) {
    yield parentElement;
    ({ parentElement } = parentElement);
  }
}

/** Nothing stands before it but empty anchors and bars of links, such as "Next: ..., Up: ...". */
function isFirst(element: Element): boolean {
  for (let before = element.previousElementSibling; before; before = before.previousElementSibling) {
    const { text, links } = measureProse(before);
    if (text > links) return false;
  }
  return true;
}

function isSection(section: Element, heading: Element): boolean {
  const title = heading.textContent ?? '';
  if (COUNTED.test(title)) return false;
  return SECTION_CLASS.test(section.getAttribute('class') ?? '') || isNamedAfter(section, title);
}

/** `<section id="s-menus"><h2>4.1. Menus</h2>`, whatever the rules of the generator for such names and numbers. */
function isNamedAfter(section: Element, title: string): boolean {
  const [name, words] = [letters(section.id.replace(/^s-/, '')), letters(title)];
  return words !== '' && (words.includes(name) || name.includes(words));
}

/** Not a list of links under the heading "Related", nor comments under "Comments". */
function isText(section: Element): boolean {
  if (DISCUSSION_PARTS.some((part) => section.querySelector(part) !== null)) return false;
  const { text, links } = measureProse(section);
  return text > links;
}

/** Without digits: the number of a section may be in its title, and how often a name was given, in its id. */
function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}]/gu, '');
}
