import { CLOSE_CODES, OttoError, mayReconnect, type ErrorCode } from '@otto/protocol';
import { backoffMs } from './backoff';

/** How an attempt to be connected came to its end. */
export type SessionEnding =
  /** The relay refused hello, auth or a token. */
  | { readonly kind: 'refused'; readonly error: OttoError }
  /** The socket closed; `authenticated` when the node had been routable. */
  | { readonly kind: 'closed'; readonly code: number; readonly authenticated: boolean };

/** How long the node has been without its relay. */
export interface Outage {
  readonly since: number;
  readonly attempts: number;
  /** Whether the tokens were renewed during this outage; refusing them again then has another reason than their age. */
  readonly renewed: boolean;
}

export type NextStep =
  | { readonly step: 'reconnect'; readonly delayMs: number; readonly error: OttoError }
  /** Find out over HTTP whether the refresh token still holds; if it does, connect with the tokens that it gives. */
  | { readonly step: 'renew_tokens' }
  /** The tokens are of no use any more: pair again. */
  | { readonly step: 'pair' }
  /** Stay away until the user says otherwise. */
  | { readonly step: 'halt'; readonly error: OttoError };

/** A relay that speaks another protocol is looked at again now and then: it may have been updated. */
const VERSION_RETRY_MS = 30_000;
const VOIDS_TOKENS: ReadonlySet<string> = new Set<ErrorCode>([
  'invalid_refresh_token',
  'node_mismatch',
  'role_mismatch',
]);

/** What to do after an attempt has ended. Never gives tokens up on less than the relay's word that they are void. */
export function nextStep(
  ending: SessionEnding,
  outage: Outage,
  relayUrl: string,
  now: number,
  random: number,
): NextStep {
  const delayMs = backoffMs(outage.attempts, now - outage.since, random);
  if (ending.kind === 'refused') return afterRefusal(ending.error, outage, delayMs);
  const { code } = ending;
  if (code === CLOSE_CODES.replaced.code) return { step: 'halt', error: new OttoError('node_replaced') };
  if (!mayReconnect(code) && !outage.renewed) return { step: 'renew_tokens' };
  return { step: 'reconnect', delayMs, error: new OttoError('relay_unreachable', { relayUrl }) };
}

function afterRefusal(error: OttoError, outage: Outage, delayMs: number): NextStep {
  if (error.code === 'invalid_access_token' && !outage.renewed) return { step: 'renew_tokens' };
  if (VOIDS_TOKENS.has(error.code)) return { step: 'pair' };
  const isOtherVersion = error.code === 'unsupported_protocol_version';
  return { step: 'reconnect', delayMs: isOtherVersion ? VERSION_RETRY_MS : delayMs, error };
}
