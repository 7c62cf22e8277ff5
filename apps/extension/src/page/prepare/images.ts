const LAZY_ATTRIBUTES = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-original-src',
  'data-full-src',
  'data-hi-res-src',
  'data-image',
  'data-url',
];
const LAZY_SETS = ['data-srcset', 'data-lazy-srcset', 'srcset'];
const PLACEHOLDER =
  /^data:|(?:blank|spacer|placeholder|transparent|pixel|lazy|loading|1x1)[^/]*\.(?:gif|png|svg|jpe?g|webp)/i;
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\u200d|\ufe0f)+$/u;
/** An image this small counts visitors or keeps a distance. */
const MIN_SIDE = 4;

/** Gives every image the source that it would show, turns emoji pictures into text and takes out tracking pixels. */
export function normaliseImages(body: HTMLElement): void {
  for (const image of body.querySelectorAll('amp-img[src]')) image.replaceWith(plainImage(image));
  for (const image of body.querySelectorAll('img')) {
    const alt = image.getAttribute('alt') ?? '';
    if (alt !== '' && EMOJI.test(alt) && !/^[\d#*]+$/.test(alt)) image.replaceWith(alt);
    else if (isTiny(image)) image.remove();
    else setSource(image);
  }
}

/** Without scripts, an AMP page has elements of its own where others have images. */
function plainImage(image: Element): Element {
  const plain = image.ownerDocument.createElement('img');
  for (const name of ['src', 'alt']) plain.setAttribute(name, image.getAttribute(name) ?? '');
  return plain;
}

function isTiny(image: Element): boolean {
  return ['width', 'height'].some((side) => {
    const length = Number.parseFloat(image.getAttribute(side) ?? '');
    return length < MIN_SIDE;
  });
}

function setSource(image: Element): void {
  const source = image.getAttribute('src') ?? '';
  if (source !== '' && !PLACEHOLDER.test(source)) return;
  const better = lazySource(image) ?? sourceOfPicture(image);
  if (better) image.setAttribute('src', better);
}

function lazySource(image: Element): string | undefined {
  for (const name of LAZY_ATTRIBUTES) {
    const value = image.getAttribute(name);
    if (value && !/\s|^data:|^[[{]/.test(value.trim())) return value.trim();
  }
  return largestOf(image);
}

function sourceOfPicture(image: Element): string | undefined {
  const sources = image.closest('picture')?.querySelectorAll('source') ?? [];
  return [...sources].map(largestOf).find((source) => source !== undefined);
}

function largestOf(element: Element): string | undefined {
  const set = LAZY_SETS.map((name) => element.getAttribute(name)).find((value) => value && !value.startsWith('data:'));
  if (!set) return undefined;
  // URLs of image services contain commas; only one followed by white space separates candidates.
  const candidates = set.split(/,\s+/).map((candidate) => {
    const [url = '', size = ''] = candidate.trim().split(/\s+/);
    return { url, size: Number.parseFloat(size) || 1 };
  });
  return candidates.reduce((best, candidate) => (candidate.size > best.size ? candidate : best)).url || undefined;
}
