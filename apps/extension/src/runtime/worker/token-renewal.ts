import { OttoError, fromWireError, type TokenPair } from '@otto/protocol';
import type { FromLink } from '../link/link-messages';

type Renewed = Extract<FromLink, { type: 'renewed' }>;

const ANSWER_WITHIN_MS = 15_000;

/** The worker's side of a renewal of tokens before their time; the link does it, once for all who wait. */
export class TokenRenewal {
  readonly #ask: () => void;
  #waiting: { readonly tokens: Promise<TokenPair>; readonly settle: (answer: Renewed) => void } | undefined;

  /** @param ask Asks the link, which answers by `renewed`. */
  constructor(ask: () => void) {
    this.#ask = ask;
  }

  /** Errors: what kept the link from it, such as `invalid_refresh_token`; `relay_unreachable` when it does not answer. */
  renew(): Promise<TokenPair> {
    if (this.#waiting !== undefined) return this.#waiting.tokens;
    let settle: (answer: Renewed) => void = () => undefined;
    const tokens = new Promise<TokenPair>((resolve, reject) => {
      const timer = setTimeout(() => this.answered({ type: 'renewed' }), ANSWER_WITHIN_MS);
      settle = ({ tokens: renewed, error }) => {
        clearTimeout(timer);
        if (renewed !== undefined) return resolve(renewed);
        const { code, message, hint } = error ?? new OttoError('relay_unreachable');
        reject(fromWireError({ code, message, actionableHint: hint }));
      };
    });
    this.#waiting = { tokens, settle };
    this.#ask();
    return tokens;
  }

  answered(answer: Renewed): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.settle(answer);
  }
}
