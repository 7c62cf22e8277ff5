import type { RelayConfig } from '../config/relay-config';

const EXTENSION = /^chrome-extension:\/\/[a-p]{32}$/;

type OriginRules = Pick<
  RelayConfig,
  'allowedOrigins' | 'extensionOrigins' | 'allowsAnyExtension' | 'requiresExtensionOrigin'
>;

/** Whose pages and extensions may use the relay from a browser. */
export class AllowedOrigins {
  readonly #web: ReadonlySet<string>;
  readonly #extensions: ReadonlySet<string>;

  constructor(private readonly rules: OriginRules) {
    this.#web = new Set(rules.allowedOrigins.map(normalised));
    this.#extensions = new Set(rules.extensionOrigins.map(normalised));
  }

  /** `own` is the origin under which the caller reached the relay itself. Programs send no origin and pass. */
  admits(origin: string | undefined, own: string): boolean {
    if (origin === undefined) return true;
    const name = normalised(origin);
    return name === normalised(own) || this.#web.has(name) || this.#admitsExtension(name);
  }

  /** Nodes have to come from a named extension once the operator has named any. */
  admitsNode(origin: string | undefined): boolean {
    if (!this.rules.requiresExtensionOrigin) return true;
    return origin !== undefined && this.#extensions.has(normalised(origin));
  }

  #admitsExtension(origin: string): boolean {
    return this.#extensions.has(origin) || (this.rules.allowsAnyExtension && EXTENSION.test(origin));
  }
}

function normalised(origin: string): string {
  return origin.toLowerCase();
}
