import { AttemptLimiter } from '@otto/auth';
import type { OperationLog } from '@otto/logs';
import { LIMITS, OttoError, type ErrorCode } from '@otto/protocol';
import type { Clock } from '../config/clock';
import type { Caller } from '../front-door/caller';
import { networkOf } from '../front-door/network-of';

const MAX_KEYS = 10_000;
/** What one address may add to the relay without credentials, within the window of wrong codes. */
const ADDITIONS = { registrations: 300, pairingRequests: 30 };

export type Addition = keyof typeof ADDITIONS;

/** One guess at a secret: whoever fails too often, from one address or at one target, has to wait. */
export interface Guess {
  readonly caller: Caller;
  /** What is being guessed, for the log. */
  readonly kind: 'pairing_code' | 'client_secret' | 'refresh_token' | 'registration_secret';
  /** Who or what else the guesses are counted for: an identity, a clientId. */
  readonly targets?: readonly string[];
  /** The error that means a wrong guess. */
  readonly wrong: ErrorCode;
}

/** The limits on guessing and flooding, per remote address and per target. In memory, bounded. */
export class AttemptLimits {
  readonly #guesses: AttemptLimiter;
  readonly #additions: Readonly<Record<Addition, AttemptLimiter>>;

  constructor(
    clock: Clock,
    private readonly log: OperationLog,
  ) {
    const { windowMs } = LIMITS.wrongCodes;
    const limiter = (count: number): AttemptLimiter =>
      new AttemptLimiter({ count, windowMs, maxKeys: MAX_KEYS, clock });
    this.#guesses = limiter(LIMITS.wrongCodes.count);
    this.#additions = {
      registrations: limiter(ADDITIONS.registrations),
      pairingRequests: limiter(ADDITIONS.pairingRequests),
    };
  }

  /** Runs `work` as one guess. @throws OttoError `too_many_attempts` with `retryAfterMs`, and whatever `work` throws */
  guess<T>({ caller, kind, targets = [], wrong }: Guess, work: () => Promise<T>): Promise<T> {
    const keys = [`address ${networkOf(caller.address)}`, ...targets].map((key) => `${kind} ${key}`);
    return this.#guesses.attempt(keys, work, (error) => {
      const isWrong = error instanceof OttoError && error.code === wrong;
      if (isWrong) this.#report(kind, caller);
      return isWrong;
    });
  }

  /** @throws OttoError `too_many_attempts` when the address has added too much already */
  assertMayAdd(addition: Addition, { address }: Caller): void {
    this.#additions[addition].check(networkOf(address));
  }

  countAddition(addition: Addition, { address }: Caller): void {
    this.#additions[addition].fail(networkOf(address));
  }

  #report(kind: string, { address }: Caller): void {
    this.log.write({ level: 'warn', source: 'relay', type: 'wrong_guess', data: { kind, address } });
  }
}
