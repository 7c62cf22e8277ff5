import { measureProse } from '../snapshot/prose';

/** Names for which Readability drops an element or marks it down. */
const SUSPECT =
  /-ad-|banner|breadcrumb|combx|comment|com-|community|contact|disqus|extra|foot|gdpr|header|hidden|legend|masthead|media|menu|meta|page|popup|promo|related|remark|repl(?:y|ies)|rss|scroll|share|shop|sidebar|social|sponsor|supplement|tags|tool|widget/i;
/** What tells a section for comments from a section about them. */
const DISCUSSION_PARTS = 'form, textarea, input, [class*=comment], [class*=reply], [id*=comment-]';

/** Gives the elements their names back. */
type Unshield = () => void;

/**
 * Readability takes the names of elements for their purpose. The names of headings, and of the sections that they head,
 * are only words of the text: they are taken away for the time, or a manual loses its chapter on menus.
 */
export function shieldNames(snapshot: Document): Unshield {
  const shielded: { element: Element; id: string }[] = [];
  for (const heading of snapshot.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    heading.removeAttribute('class');
    const section = heading.parentElement;
    const isHead = section?.firstElementChild === heading && isNamedAfter(section, heading) && isText(section);
    for (const element of isHead ? [heading, section] : [heading]) {
      if (!SUSPECT.test(element.id)) continue;
      shielded.push({ element, id: element.id });
      element.removeAttribute('id');
    }
  }
  return () => {
    for (const { element, id } of shielded) element.id = id;
  };
}

/** `<section id="menus"><h2>Menus</h2>`, whatever the rules of the generator for such names. */
function isNamedAfter(section: Element, heading: Element): boolean {
  if (!SUSPECT.test(section.id)) return false;
  const [name, words] = [letters(section.id), letters(heading.textContent ?? '')];
  return words !== '' && (words.startsWith(name) || name.endsWith(words));
}

/** Not a list of links under the heading "Related", nor comments under "Comments". */
function isText(section: Element): boolean {
  if (section.querySelector(DISCUSSION_PARTS)) return false;
  const { text, links } = measureProse(section);
  return text > links;
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
