import { hostName, isLoopbackAddress, plainAddress } from './host-name';

const WILDCARDS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/**
 * The names under which the relay answers. A web page whose own name was made to resolve to this machine (DNS rebinding)
 * passes every same-origin check of the browser; only the Host header, which still holds that name, gives it away.
 */
export class AllowedHosts {
  readonly #names: ReadonlySet<string>;

  constructor(bound: string, allowed: readonly string[]) {
    const names = [...allowed, ...(WILDCARDS.has(bound) ? [] : [bracketed(bound)])].map(hostName);
    this.#names = new Set(names.filter((name) => name !== undefined));
  }

  /** `localAddress` is the address at which the socket arrived: on a relay bound to all addresses, that is the bound one. */
  has(host: string | undefined, localAddress: string | undefined): boolean {
    const name = hostName(host);
    if (name === undefined) return false;
    if (name === 'localhost' || isLoopbackAddress(name) || this.#names.has(name)) return true;
    return localAddress !== undefined && name === plainAddress(localAddress).toLowerCase();
  }
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
