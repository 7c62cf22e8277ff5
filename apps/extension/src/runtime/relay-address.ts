import { OttoError } from '@otto/protocol';

export interface RelayAddress {
  /** `ws(s)://host:port`: how the relay is named in settings, and what tokens are bound to. */
  readonly relayUrl: string;
  readonly socketUrl: string;
  readonly httpUrl: string;
}

const SCHEMES: Readonly<Record<string, string>> = { 'ws:': 'ws:', 'wss:': 'wss:', 'http:': 'ws:', 'https:': 'wss:' };

/**
 * Reads the address of a relay as a person or program gives it. http(s) is taken for ws(s); path and query are dropped.
 *
 * @throws OttoError `invalid_url` or `invalid_url_scheme`.
 */
export function parseRelayUrl(text: string): RelayAddress {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url === undefined || url.host === '') {
    throw new OttoError('invalid_url', { reason: `"${text.slice(0, 200)}" names no host` });
  }
  const scheme = SCHEMES[url.protocol];
  if (scheme === undefined) throw new OttoError('invalid_url_scheme', { scheme: url.protocol.slice(0, -1) });
  const relayUrl = `${scheme}//${url.host}`;
  return { relayUrl, socketUrl: `${relayUrl}/?role=node`, httpUrl: relayUrl.replace('ws', 'http') };
}
