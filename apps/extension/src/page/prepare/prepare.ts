import { findEach } from '../snapshot/find-all';
import { ink } from '../snapshot/ink';
import { normaliseAnchors } from './anchors';
import { normaliseCallouts } from './callouts';
import { normaliseCodeBlocks } from './code-blocks';
import { dropInterruptions } from './drop-interruptions';
import { dropSourceLinks } from './drop-source-links';
import { dropSteps } from './drop-steps';
import { dropSurroundings } from './drop-surroundings';
import { keepFootnotes } from './footnote-asides';
import { normaliseHeadings } from './headings';
import { normaliseImages } from './images';
import { normaliseMath } from './math';
import { renameOldInline } from './old-inline';
import { normaliseQuotes } from './quotes';
import { normaliseSidebars } from './sidebars';
import { normaliseSignatures } from './signatures';
import { normaliseTaskBoxes } from './task-boxes';
import { freeTitleBlocks } from './title-blocks';

/** Metadata in JSON-LD helps to find title and text. */
const UNREAD = ['script:not([type="application/ld+json"])', 'style', 'template'];
/** Less text than this in a `<noscript>` is a request to switch scripts on. */
const MIN_NOSCRIPT_INK = 300;

/** Brings a snapshot into the shape that every way of finding the article, and the converter, can rely on. */
export function prepare(snapshot: Document): void {
  normaliseMath(snapshot);
  for (const part of findEach(snapshot, UNREAD)) part.remove();
  const body = snapshot.body as HTMLElement | null;
  if (!body) return;
  showNoscript(body);
  renameOldInline(body);
  dropSurroundings(body);
  dropSteps(body);
  dropInterruptions(body);
  dropSourceLinks(body);
  normaliseAnchors(body);
  normaliseSignatures(body);
  normaliseCodeBlocks(body);
  normaliseImages(body);
  keepFootnotes(body);
  normaliseCallouts(body);
  normaliseSidebars(body);
  normaliseQuotes(body);
  normaliseTaskBoxes(body);
  freeTitleBlocks(body);
  normaliseHeadings(body);
}

/** In a page that was parsed without scripts, `<noscript>` is what its readers see. */
function showNoscript(body: HTMLElement): void {
  for (const noscript of body.querySelectorAll('noscript')) {
    if (noscript.firstElementChild && ink(noscript.textContent ?? '') >= MIN_NOSCRIPT_INK) {
      noscript.replaceWith(...noscript.childNodes);
    }
  }
}
