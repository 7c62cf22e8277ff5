import { OttoError, isRecord, scopesCover } from '@otto/protocol';
import { isOnHost } from '../is-on-host';

/**
 * How far a narrowed grant goes, as the relay tells it with each command. The relay checks scopes itself; where a tab is,
 * only the node knows.
 */
export class GrantLimits {
  readonly #scopes: readonly string[] | undefined;
  readonly #sites: readonly string[] | undefined;

  private constructor(scopes: readonly string[] | undefined, sites: readonly string[] | undefined) {
    this.#scopes = scopes;
    this.#sites = sites;
  }

  /** Reads `__grant {scopes?, sites?}`. Undefined without one: the grant is not narrowed. What is no such thing leaves nothing. */
  static read(value: unknown): GrantLimits | undefined {
    if (value === undefined) return undefined;
    const { scopes, sites } = isRecord(value) ? value : { scopes: [], sites: [] };
    return new GrantLimits(listOf(scopes), listOf(sites));
  }

  /** @throws OttoError `forbidden_action` */
  requireAction(action: string): void {
    if (this.#scopes !== undefined && !scopesCover(this.#scopes, action)) {
      throw new OttoError('forbidden_action', { action });
    }
  }

  /** Whether an address is on the sites of the grant. An empty page is on none. */
  covers(url: string): boolean {
    return this.#sites === undefined || this.#sites.some((site) => isOnHost(url, site));
  }

  /** @throws OttoError `grant_site_mismatch` */
  requireUrl(url: string): void {
    if (!this.covers(url)) throw this.mismatch();
  }

  /** Requires that a host is on the sites of the grant. @throws OttoError `grant_site_mismatch` */
  requireHost(host: string): void {
    this.requireUrl(`https://${host}/`);
  }

  /** Names the sites of the grant, and not where the tab is: that is none of the client's business. */
  mismatch(): OttoError {
    return new OttoError('grant_site_mismatch', { sites: this.#sites?.join(', ') || 'none' });
  }
}

function listOf(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
