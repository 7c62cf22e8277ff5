import { OttoError } from '@otto/protocol';

/** The two faces of one relay: they share host and port. Neither ends with a slash. */
export interface RelayAddress {
  readonly webSocketUrl: string;
  readonly httpUrl: string;
}

const SECURE: Record<string, boolean> = { 'ws:': false, 'http:': false, 'wss:': true, 'https:': true };

/**
 * Reads the address of a relay, given with ws(s) or http(s).
 *
 * @throws OttoError `invalid_argument` when it is not such a URL, or holds credentials (they would end up in logs).
 */
export function relayAddress(relayUrl: string): RelayAddress {
  const url = URL.canParse(relayUrl) ? new URL(relayUrl) : undefined;
  const secure = url === undefined ? undefined : SECURE[url.protocol];
  if (url === undefined || secure === undefined) throw invalid(`"${relayUrl}" is not of the form ws://host:port`);
  if (url.username !== '' || url.password !== '') throw invalid('it must not hold a user name or password');
  const place = `${url.host}${url.pathname.replace(/\/+$/, '')}`;
  return {
    webSocketUrl: `${secure ? 'wss' : 'ws'}://${place}`,
    httpUrl: `${secure ? 'https' : 'http'}://${place}`,
  };
}

function invalid(reason: string): OttoError {
  return new OttoError('invalid_argument', { name: 'relayUrl', reason });
}
