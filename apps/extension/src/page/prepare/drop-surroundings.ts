import { findEach } from '../snapshot/find-all';
import { isMinor } from './is-minor';

/** Names that consent tools and their banners go by. Whole words of their vendors, so that a recipe for cookies stays. */
const CONSENT =
  /cookie[-_]?(?:banner|consent|notice|bar|law|policy|popup|modal|message|dialog|overlay|wall|disclaimer|alert|settings|preferences)|(?:^|[-_ ])(?:consent|gdpr|ccpa)(?:[-_ ]|$)|onetrust|didomi|usercentrics|cookiebot|cookieyes|truste|iubenda|sp_message|qc-cmp|cmpbox|fc-consent|klaro|axeptio|tarteaucitron|osano|borlabs|(?:^| )cc-(?:window|banner|revoke)/i;
const DIALOGS = ['[role=dialog]', '[role=alertdialog]', '[aria-modal=true]', 'dialog'];
/** Menus, tables of contents, names of tabs, and the links that wikis put beside headings. */
const NAVIGATION = ['nav', '[role=navigation]', '[role=tablist]', '.mw-editsection'];
const HOLDS_THE_PAGE = 'main, [role=main], article, h1';
const NAMED = ['div[id]', 'div[class]', 'section[id]', 'section[class]', 'aside', 'form'];
/** Takes out what surrounds or covers the text: navigation, dialogs, consent banners. */
export function dropSurroundings(body: HTMLElement): void {
  const parts = [...findEach(body, [...DIALOGS, ...NAVIGATION]), ...consentBanners(body)];
  const minor = parts.filter((part) => isMinor(part, body));
  for (const part of minor) part.remove();
}

function consentBanners(body: HTMLElement): Element[] {
  return findEach(body, NAMED).filter(
    (element) =>
      CONSENT.test(`${element.id} ${element.getAttribute('class') ?? ''}`) && !element.querySelector(HOLDS_THE_PAGE),
  );
}
