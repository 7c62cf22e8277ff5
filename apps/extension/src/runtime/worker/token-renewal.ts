import { OttoError, fromWireError, type TokenPair } from '@otto/protocol';
import { showError } from '../node-status';
import type { FromLink } from '../link/link-messages';

type Answer = Extract<FromLink, { type: 'renewed' | 'not_renewed' }>;

const ANSWER_WITHIN_MS = 15_000;

/** The worker's side of a renewal of tokens before their time; the link does it, once for all who wait. */
export class TokenRenewal {
  readonly #ask: () => void;
  #waiting: { readonly answer: Promise<Answer>; readonly settle: (answer: Answer) => void } | undefined;

  /** @param ask Asks the link, which answers by `renewed` or `not_renewed`. */
  constructor(ask: () => void) {
    this.#ask = ask;
  }

  /**
   * The tokens that follow those which this relay refuses.
   *
   * @throws OttoError what kept the link from it, such as `invalid_refresh_token`; `relay_unreachable` when it does not
   * answer; `unauthenticated` when the node has another relay by now, whose tokens are none of this one's business
   */
  async renew(relayUrl: string): Promise<TokenPair> {
    const answer = await (this.#waiting?.answer ?? this.#begin());
    if (answer.type === 'renewed') {
      if (answer.relayUrl !== relayUrl) throw new OttoError('unauthenticated');
      return answer.tokens;
    }
    const { code, message, hint } = answer.error;
    throw fromWireError({ code, message, actionableHint: hint });
  }

  answered(answer: Answer): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.settle(answer);
  }

  #begin(): Promise<Answer> {
    const error = showError(new OttoError('relay_unreachable'));
    const timer = setTimeout(() => this.answered({ type: 'not_renewed', error }), ANSWER_WITHIN_MS);
    let settle: (answer: Answer) => void = () => undefined;
    const answer = new Promise<Answer>((resolve) => (settle = resolve)).finally(() => clearTimeout(timer));
    this.#waiting = { answer, settle };
    this.#ask();
    return answer;
  }
}
