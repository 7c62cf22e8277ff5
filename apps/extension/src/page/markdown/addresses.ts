/** Nothing in it that the URL parser would change. */
const PLAIN = /^https?:\/\/[a-z0-9.-]+(?::\d{2,5})?\/[\w./?&=%#~+,;:@!-]*$/;
/** The same for an address on the site of the page: from its root, without steps such as `/../`. */
const ROOTED = /^\/(?!\/)(?!.*\/\.)[\w./?&=%#~+,;:@!-]*$/;
const FOLLOWED = /^(?:https?|mailto|tel|ftp|magnet):/i;
const SITE = /^https?:\/\/[^/?#]+(?=\/)/;

/** Makes addresses on a page absolute. Most are plain, and the URL parser need not be asked about thousands of them. */
export class Addresses {
  readonly #base: string;
  readonly #site: string | undefined;

  /** @param base the address of the page */
  constructor(base: string) {
    this.#base = base;
    this.#site = SITE.exec(base)?.[0];
  }

  /** Undefined for what is no address. */
  absolute(address: string | null): string | undefined {
    if (address === null) return undefined;
    if (PLAIN.test(address)) return address;
    if (this.#site !== undefined && ROOTED.test(address)) return this.#site + address;
    try {
      return new URL(address.trim(), this.#base).href;
    } catch {
      return undefined;
    }
  }

  /** The address of a link; undefined where it leads nowhere outside the page. */
  followed(address: string | null): string | undefined {
    const absolute = address === '' ? undefined : this.absolute(address);
    return absolute !== undefined && FOLLOWED.test(absolute) ? absolute : undefined;
  }
}
