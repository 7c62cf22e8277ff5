import { Readability } from '@mozilla/readability';
import { restoreHeadingLevels } from '../prepare/headings';
import { MAIN } from '../snapshot/furniture';
import { ink } from '../snapshot/ink';
import { intoArticle, type Article } from './article';

/** Its passes over more elements than this would take the page's main thread for seconds. */
const MAX_ELEMENTS = 120_000;
const OUTSIDE = 'data-otto-outside';

/** The article as Mozilla's Readability finds it; undefined when it finds none. Uses the snapshot up. */
export function byReadability(snapshot: Document): Article | undefined {
  if (snapshot.getElementsByTagName('*').length > MAX_ELEMENTS) return undefined;
  markOutsideOfMain(snapshot);
  const shielded = shieldNames(snapshot);
  const found = new Readability<Element>(snapshot, {
    // The classes say which language a code block is in.
    keepClasses: true,
    serializer: (node) => node as Element,
  }).parse();
  if (!found?.content) return undefined;
  for (const { element, id } of shielded) element.id = id;
  dropOutside(found.content);
  restoreHeadingLevels(found.content);
  return { mode: 'readability', root: intoArticle(found.content.childNodes), title: found.title ?? undefined };
}

/**
 * Readability takes the names of elements for their purpose, and drops what is called header, menu, related or comments.
 * Names of headings, and of the sections that they head, are only words of the text: they are taken away for the time.
 */
function shieldNames(snapshot: Document): { element: Element; id: string }[] {
  const shielded: { element: Element; id: string }[] = [];
  for (const heading of snapshot.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    heading.removeAttribute('class');
    const section = heading.parentElement;
    const isSection = section?.firstElementChild === heading && isNamedAfter(section, heading);
    for (const element of isSection ? [heading, section] : [heading]) {
      if (element.id !== '') shielded.push({ element, id: element.id });
      element.removeAttribute('id');
    }
  }
  return shielded;
}

/** `<section id="menus"><h2>Menus</h2>`, whatever the rules of the generator for such names. */
function isNamedAfter(section: Element, heading: Element): boolean {
  const name = section.id.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const words = (heading.textContent ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return name !== '' && words !== '' && (words.startsWith(name) || name.endsWith(words));
}

/** Readability pays no attention to `<main>`, and sometimes takes in a block beside it, such as a hidden help text. */
function markOutsideOfMain(snapshot: Document): void {
  const mains = snapshot.querySelectorAll(MAIN);
  const [main] = mains;
  if (mains.length !== 1 || !main) return;
  for (let inner: Element = main; inner.parentElement && inner !== snapshot.body; inner = inner.parentElement) {
    for (const sibling of inner.parentElement.children) if (sibling !== inner) sibling.setAttribute(OUTSIDE, '');
  }
}

/** Takes out what lies outside of main, unless that is where the article is. */
function dropOutside(article: Element): void {
  const outside = [...article.querySelectorAll(`[${OUTSIDE}]`)];
  const amount = outside.reduce((sum, part) => sum + ink(part.textContent ?? ''), 0);
  const isMinor = amount * 2 < ink(article.textContent ?? '');
  for (const part of outside) {
    part.removeAttribute(OUTSIDE);
    if (isMinor) part.remove();
  }
}
