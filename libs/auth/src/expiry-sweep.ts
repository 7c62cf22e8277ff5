import type { Records } from './records';
import { refreshFamilyExpired, type RefreshFamily } from './refresh-family';

/** Families that each call looks at: more than a login adds, so that those whose time is over stay few. */
const LOOKS = 4;

/** Finds families whose time is over, a few at a time and round and round, so that no single call takes long. */
export class ExpirySweep {
  readonly #records: Records<RefreshFamily>;
  #round: Iterator<[string, RefreshFamily]> | undefined;

  constructor(records: Records<RefreshFamily>) {
    this.#records = records;
  }

  /** Ids of expired families among the next few. */
  next(now: number): string[] {
    const expired: string[] = [];
    for (let looked = 0; looked < LOOKS; looked += 1) {
      this.#round ??= this.#records.entries()[Symbol.iterator]();
      const { done, value } = this.#round.next();
      if (done === true) this.#round = undefined;
      else if (refreshFamilyExpired(value[1], now)) expired.push(value[0]);
    }
    return expired;
  }
}
