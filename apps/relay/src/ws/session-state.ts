import { subjectKey, type AccessClaims } from '@otto/auth';
import { OttoError, type CloseReason, type HelloPayload } from '@otto/protocol';

/** `gone`: the peer closed the socket, or the connection broke. */
export type EndReason = CloseReason | 'gone';

/** How far a session has come. A node can be reached, and a controller can command, only while `authenticated`. */
export type SessionState =
  | { readonly kind: 'opened' }
  | { readonly kind: 'greeted'; readonly nodeId?: string }
  | { readonly kind: 'authenticated'; readonly nodeId?: string; readonly claims: AccessClaims }
  | { readonly kind: 'closed'; readonly reason: EndReason; readonly claims: AccessClaims | undefined };

export type SessionStep =
  | { readonly kind: 'hello'; readonly hello: Pick<HelloPayload, 'role' | 'nodeId'> }
  | { readonly kind: 'auth'; readonly claims: AccessClaims }
  | { readonly kind: 'end'; readonly reason: EndReason };

export const OPENED: SessionState = { kind: 'opened' };

/**
 * The one place where a session's state changes.
 *
 * @throws OttoError `invalid_hello` for a second hello, `not_initialized` for an auth without one, `node_mismatch` for a
 * token of another node than hello named, `invalid_access_token` for a token of another identity than the session has.
 */
export function nextState(state: SessionState, step: SessionStep): SessionState {
  if (step.kind === 'end') return { kind: 'closed', reason: step.reason, claims: claimsOf(state) };
  if (step.kind === 'hello') return greet(state, step.hello.nodeId);
  return authenticate(state, step.claims);
}

function greet(state: SessionState, nodeId: string | undefined): SessionState {
  if (state.kind !== 'opened') throw new OttoError('invalid_hello', { reason: 'it was said before' });
  return { kind: 'greeted', ...(nodeId !== undefined && { nodeId }) };
}

function authenticate(state: SessionState, claims: AccessClaims): SessionState {
  if (state.kind !== 'greeted' && state.kind !== 'authenticated') throw new OttoError('not_initialized');
  if (claims.role === 'node' && state.nodeId !== undefined && claims.nodeId !== state.nodeId) {
    throw new OttoError('node_mismatch');
  }
  // A session may bring a newer token, for other scopes say, but never turn into somebody else.
  if (state.kind === 'authenticated' && subjectKey(claims) !== subjectKey(state.claims)) {
    throw new OttoError('invalid_access_token');
  }
  return { ...state, kind: 'authenticated', claims };
}

/** Who the peer is or was, if it ever said so. */
export function claimsOf(state: SessionState): AccessClaims | undefined {
  return 'claims' in state ? state.claims : undefined;
}
