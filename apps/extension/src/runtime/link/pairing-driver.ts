import { OttoError, type PairingStatusAnswer, type TokenPair } from '@otto/protocol';
import { nextPairing, startPairing, type Challenge, type PairingEvent, type PairingState } from './pairing-machine';
import { Pause } from './pause';
import type { RelayHttp } from './relay-http';

export type PairingHttp = Pick<RelayHttp, 'requestPairing' | 'pairingStatus'>;

export interface PairingOptions {
  readonly nodeId: string;
  /** The challenge that was pending when the node was last running. */
  readonly pending?: Challenge | undefined;
  readonly signal: AbortSignal;
  /** Told each state, the first one included; not told twice of the same. */
  readonly onState: (state: PairingState) => void;
}

/** Does what the pairing state machine says until the node is paired. */
export class PairingDriver {
  readonly #http: PairingHttp;
  readonly #random: () => number;
  readonly #pause = new Pause();
  #abandon: AbortController | undefined;

  constructor(http: PairingHttp, random: () => number = Math.random) {
    this.#http = http;
    this.#random = random;
  }

  /** Resolves with the node's tokens, however long that takes; rejects only when the signal aborts. */
  async pair({ nodeId, pending, signal, onState }: PairingOptions): Promise<TokenPair> {
    let state = startPairing(pending);
    for (;;) {
      onState(state);
      if (state.step === 'paired') return state.tokens;
      const event = await this.#perform(state, nodeId, signal);
      state = nextPairing(state, event, this.#random());
    }
  }

  /** Gives the pending challenge up for a new one, at once. */
  requestNewCode(): void {
    this.#abandon?.abort();
  }

  /** Ends the wait for the next attempt. */
  hurry(): void {
    this.#pause.end();
  }

  async #perform(
    state: Exclude<PairingState, { step: 'paired' }>,
    nodeId: string,
    signal: AbortSignal,
  ): Promise<PairingEvent> {
    const abandon = (this.#abandon = new AbortController());
    const either = AbortSignal.any([signal, abandon.signal]);
    try {
      await this.#pause.for(state.delayMs, either);
      if (state.step === 'request') {
        return { type: 'issued', challenge: challengeOf(await this.#http.requestPairing(nodeId, either)) };
      }
      return eventOf(await this.#http.pairingStatus(state.challenge.challengeId, either));
    } catch (error) {
      signal.throwIfAborted();
      if (abandon.signal.aborted) return { type: 'abandoned' };
      return failureOf(error);
    }
  }
}

function challengeOf({ challengeId, code, expiresAt }: Challenge): Challenge {
  return { challengeId, code, expiresAt };
}

function eventOf({ status, nodeAccessToken, nodeRefreshToken }: PairingStatusAnswer): PairingEvent {
  if (status === 'pending') return { type: 'pending' };
  // Approved without tokens: they were collected before, and are lost to this node.
  if (status === 'expired' || nodeAccessToken === undefined || nodeRefreshToken === undefined) return { type: 'gone' };
  return { type: 'approved', tokens: { accessToken: nodeAccessToken, refreshToken: nodeRefreshToken } };
}

function failureOf(error: unknown): PairingEvent {
  if (!(error instanceof OttoError)) throw error;
  if (error.code === 'challenge_not_found') return { type: 'gone' };
  return { type: 'failed', error };
}
