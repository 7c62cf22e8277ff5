import { OttoError } from '@otto/protocol';

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:']);

/**
 * The address that a tab may be sent to, as the browser will write it: http, https or about:blank.
 *
 * @throws OttoError `invalid_url`, `invalid_url_scheme`
 */
export function parseTabUrl(text: string): string {
  if (!URL.canParse(text)) throw new OttoError('invalid_url', { reason: `"${text.slice(0, 200)}" is not absolute` });
  const { href, protocol } = new URL(text);
  if (SCHEMES.has(protocol) || href === 'about:blank') return href;
  throw new OttoError('invalid_url_scheme', { scheme: protocol.slice(0, -1) });
}

/** Whether the browser lets no extension read the page, as far as the address tells. */
export function isRestrictedUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { href, protocol, hostname, pathname } = new URL(text);
  if (hostname === 'chrome.google.com') return pathname.startsWith('/webstore');
  if (hostname === 'chromewebstore.google.com') return true;
  return !SCHEMES.has(protocol) && href !== 'about:blank';
}
