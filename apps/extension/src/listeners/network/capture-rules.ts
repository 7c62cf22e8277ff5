import type { CaptureMode, NetworkInterceptOptions } from '@otto/protocol';
import { matchesGlob } from './matches-glob';

/** What of a tab's traffic is wanted, with every option decided. */
export type CaptureOptions = Required<Omit<NetworkInterceptOptions, 'tabSessionId' | 'streamAdapter' | 'selfUserId'>>;

const DEFAULTS = {
  mode: 'network' satisfies CaptureMode as CaptureMode,
  includeBody: true,
  includeHeaders: false,
  maxBodyBytes: 256_000,
  urlPatterns: [],
  requestHostAllowlist: [],
  mimeTypes: [],
};

const HTTP = /^https?:$/;
const BELOW = '*.';

export function withDefaults({
  tabSessionId: _tab,
  streamAdapter: _adapter,
  selfUserId: _user,
  ...given
}: NetworkInterceptOptions): CaptureOptions {
  return { ...DEFAULTS, ...given };
}

/** Says of requests and responses whether they may be captured, and are wanted. */
export class CaptureRules {
  readonly #site: string;
  readonly #hosts: ReadonlySet<string>;
  readonly #parents: readonly string[];
  readonly #globs: readonly string[];
  readonly #mimeTypes: readonly string[];

  constructor({ site, requestHostAllowlist, urlPatterns, mimeTypes }: CaptureOptions) {
    const hosts = requestHostAllowlist.map((host) => host.toLowerCase());
    this.#site = site.toLowerCase();
    this.#hosts = new Set(hosts.filter((host) => !host.startsWith(BELOW)));
    this.#parents = hosts.filter((host) => host.startsWith(BELOW)).map((host) => host.slice(BELOW.length));
    this.#globs = urlPatterns;
    this.#mimeTypes = mimeTypes.map((type) => type.toLowerCase());
  }

  /** Whether a URL is of the site or an allowed host, and matches the patterns where there are any. */
  wantsUrl(text: string): boolean {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname } = new URL(text);
    if (!HTTP.test(protocol) || !this.#allowsHost(hostname)) return false;
    return this.#globs.length === 0 || this.#globs.some((glob) => matchesGlob(glob, text));
  }

  /** @param mimeType Without parameters, lower case. */
  wantsType(mimeType: string): boolean {
    const isMatch = (wanted: string): boolean =>
      wanted === mimeType || (wanted.endsWith('/*') && mimeType.startsWith(wanted.slice(0, -1)));
    return this.#mimeTypes.length === 0 || this.#mimeTypes.some(isMatch);
  }

  /** Patterns for Fetch.enable that let through everything wanted, and some more. */
  get pausePatterns(): string[] {
    if (this.#globs.length > 0) return [...this.#globs];
    const below = [this.#site, ...this.#parents].map((host) => `*.${host}`);
    return [this.#site, ...this.#hosts, ...below].flatMap((host) => [`*://${host}/*`, `*://${host}:*/*`]);
  }

  #allowsHost(hostname: string): boolean {
    if (isBelow(hostname, this.#site) || hostname === this.#site || this.#hosts.has(hostname)) return true;
    return this.#parents.some((parent) => isBelow(hostname, parent));
  }
}

function isBelow(hostname: string, parent: string): boolean {
  return hostname.endsWith(`.${parent}`);
}
