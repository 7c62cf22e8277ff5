import { constantTimeEqual } from '@otto/auth';

/** The secret of whoever owns the relay process. It can be compared with, but not read. */
export class OperatorToken {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  matches(candidate: string): boolean {
    return constantTimeEqual(candidate, this.#token);
  }
}
