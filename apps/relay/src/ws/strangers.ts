import { LIMITS, OttoError } from '@otto/protocol';

/** How many sockets of each address have not authenticated yet: such sockets cost memory and prove nothing. */
export class Strangers {
  readonly #countByAddress = new Map<string, number>();

  /** Throws `too_many_connections` when the address may not open another one. */
  check(address: string): void {
    const count = this.#countByAddress.get(address) ?? 0;
    if (count >= LIMITS.unauthenticatedSocketsPerAddress) throw new OttoError('too_many_connections');
  }

  enter(address: string): void {
    this.#countByAddress.set(address, (this.#countByAddress.get(address) ?? 0) + 1);
  }

  /** The socket has authenticated, or is gone. */
  leave(address: string): void {
    const count = this.#countByAddress.get(address) ?? 0;
    if (count > 1) this.#countByAddress.set(address, count - 1);
    else this.#countByAddress.delete(address);
  }
}
