import { LIMITS, OttoError } from '@otto/protocol';
import { networkOf } from '../front-door/network-of';

/** How many sockets of each address have not authenticated yet: such sockets cost memory and prove nothing. */
export class Strangers {
  readonly #countByNetwork = new Map<string, number>();

  /** Throws `too_many_connections` when the address may not open another one. */
  check(address: string): void {
    const count = this.#countByNetwork.get(networkOf(address)) ?? 0;
    if (count >= LIMITS.unauthenticatedSocketsPerAddress) throw new OttoError('too_many_connections');
  }

  enter(address: string): void {
    this.#countByNetwork.set(networkOf(address), (this.#countByNetwork.get(networkOf(address)) ?? 0) + 1);
  }

  /** The socket has authenticated, or is gone. */
  leave(address: string): void {
    const count = this.#countByNetwork.get(networkOf(address)) ?? 0;
    if (count > 1) this.#countByNetwork.set(networkOf(address), count - 1);
    else this.#countByNetwork.delete(networkOf(address));
  }
}
