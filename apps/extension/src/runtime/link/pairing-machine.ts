import type { OttoError, TokenPair } from '@otto/protocol';
import { backoffMs } from './backoff';

/** A pairing that waits for approval: the secret id that only this node knows, and the code that a person reads. */
export interface Challenge {
  readonly challengeId: string;
  readonly code: string;
  /** ms since 1970, by the relay's clock: for display only, since the clocks may differ. */
  readonly expiresAt: number;
}

/** Each state says what to do after its delay: request a code, ask how the challenge stands, or nothing more. */
export type PairingState =
  | {
      readonly step: 'request';
      readonly delayMs: number;
      /** Attempts in a row that led nowhere. */
      readonly failures: number;
      readonly error?: OttoError | undefined;
    }
  | {
      readonly step: 'wait';
      readonly delayMs: number;
      readonly failures: number;
      readonly challenge: Challenge;
      /** How often the relay has said that it is pending. */
      readonly polls: number;
      readonly error?: OttoError | undefined;
    }
  | { readonly step: 'paired'; readonly tokens: TokenPair };

export type PairingEvent =
  | { readonly type: 'issued'; readonly challenge: Challenge }
  | { readonly type: 'pending' }
  | { readonly type: 'approved'; readonly tokens: TokenPair }
  /** Expired, unknown to the relay, or used up. */
  | { readonly type: 'gone' }
  /** The user wants another code, now. */
  | { readonly type: 'abandoned' }
  /** No answer, or one that says to try again later. */
  | { readonly type: 'failed'; readonly error: OttoError };

const FIRST_POLL_MS = 100;
const POLL_GROWTH = 1.25;
const SLOWEST_POLL_MS = 3_000;
const BRISK_ATTEMPT_MS = 2_000;

/** Where pairing starts: with the challenge that was pending when the browser or the worker ended, if there is one. */
export function startPairing(pending?: Challenge): PairingState {
  if (pending === undefined) return { step: 'request', delayMs: 0, failures: 0 };
  return { step: 'wait', delayMs: 0, failures: 0, challenge: pending, polls: 0 };
}

/**
 * The next state. A challenge that is gone is replaced at once, unless the relay has just issued it; whatever fails is
 * tried again with growing, bounded delays; a pending one is asked for less and less often.
 */
export function nextPairing(state: PairingState, event: PairingEvent, random: number): PairingState {
  if (state.step === 'paired') return state;
  switch (event.type) {
    case 'issued':
      return { step: 'wait', delayMs: FIRST_POLL_MS, failures: state.failures, challenge: event.challenge, polls: 0 };
    case 'approved':
      return { step: 'paired', tokens: event.tokens };
    case 'pending':
      return state.step === 'wait' ? stillPending(state) : state;
    case 'gone':
      return replaced(state, random);
    case 'abandoned':
      return { step: 'request', delayMs: 0, failures: state.failures };
    case 'failed':
      return {
        ...state,
        failures: state.failures + 1,
        delayMs: retryDelayMs(state.failures, random),
        error: event.error,
      };
  }
}

/** Brisk at first, as for a relay that restarts; the number of attempts stands in for the time that they took. */
function retryDelayMs(failures: number, random: number): number {
  return backoffMs(failures, failures * BRISK_ATTEMPT_MS, random);
}

function stillPending(state: PairingState & { step: 'wait' }): PairingState {
  const delayMs = Math.min(SLOWEST_POLL_MS, FIRST_POLL_MS * POLL_GROWTH ** state.polls);
  return { step: 'wait', delayMs, failures: 0, challenge: state.challenge, polls: state.polls + 1 };
}

function replaced(state: Exclude<PairingState, { step: 'paired' }>, random: number): PairingState {
  const wasSeenPending = state.step === 'wait' && state.polls > 0;
  if (wasSeenPending || state.failures === 0) {
    return { step: 'request', delayMs: 0, failures: wasSeenPending ? 0 : 1 };
  }
  return { step: 'request', delayMs: retryDelayMs(state.failures, random), failures: state.failures + 1 };
}
