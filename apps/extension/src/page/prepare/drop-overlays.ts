import { ink } from '../snapshot/ink';

/** Names that consent tools and their banners go by. Whole words of their vendors, so that a recipe for cookies stays. */
const CONSENT =
  /cookie[-_]?(?:banner|consent|notice|bar|law|policy|popup|modal|message|dialog|overlay|wall|disclaimer|alert|settings|preferences)|(?:^|[-_ ])(?:consent|gdpr|ccpa)(?:[-_ ]|$)|onetrust|didomi|usercentrics|cookiebot|cookieyes|truste|iubenda|sp_message|qc-cmp|cmpbox|fc-consent|klaro|axeptio|tarteaucitron|osano|borlabs|(?:^| )cc-(?:window|banner|revoke)/i;
const DIALOGS = '[role=dialog], [role=alertdialog], [aria-modal=true], dialog';
const HOLDS_THE_PAGE = 'main, [role=main], article, h1';
/** A dialog or banner with more of the page's text than this is what the page is about, a post shown in a window perhaps. */
const OVERLAY_SHARE = 0.3;

/** Takes out dialogs and consent banners. */
export function dropOverlays(body: HTMLElement): void {
  const overlays = [...body.querySelectorAll(DIALOGS), ...consentBanners(body)];
  if (overlays.length === 0) return;
  const limit = ink(body.textContent ?? '') * OVERLAY_SHARE;
  for (const overlay of overlays) if (ink(overlay.textContent ?? '') < limit) overlay.remove();
}

function consentBanners(body: HTMLElement): Element[] {
  const named = body.querySelectorAll('div[id], div[class], section[id], section[class], aside, form');
  return [...named].filter(
    (element) =>
      CONSENT.test(`${element.id} ${element.getAttribute('class') ?? ''}`) && !element.querySelector(HOLDS_THE_PAGE),
  );
}
