import { CLIENT_ID_PATTERN, NODE_ID_PATTERN, scopesCover } from '@otto/protocol';

/** The right of a client to drive a node. Times are ms since 1970. */
export interface Grant {
  readonly clientId: string;
  readonly nodeId: string;
  readonly grantedAt: number;
  /** For ever, when left out. */
  readonly expiresAt?: number;
  /** Narrows what the client may do to these scopes; an empty list leaves nothing. */
  readonly scopes?: readonly string[];
  /** Narrows where it may do so to tabs on these hosts and their subdomains; an empty list leaves nothing. */
  readonly sites?: readonly string[];
}

/** What a node's owner decides. */
export type GrantChange = Omit<Grant, 'grantedAt'>;

/** Whether a grant lets its client do an action; the client's own scopes have to cover it as well. */
export function grantCovers({ scopes }: Grant, action: string): boolean {
  return scopes === undefined || scopesCover(scopes, action);
}

/** Whether a grant lets its client go wherever another one does. */
export function grantReaches({ sites }: Grant, other: Grant): boolean {
  if (sites === undefined) return true;
  return other.sites?.every((site) => sites.some((wider) => site === wider || site.endsWith(`.${wider}`))) ?? false;
}

/** For the journal's `isExpired`. */
export function grantExpired({ expiresAt }: Grant, now: number): boolean {
  return expiresAt !== undefined && expiresAt <= now;
}

/** Whether a value that was read from a journal is a grant. */
export function isGrant(value: unknown): value is Grant {
  if (typeof value !== 'object' || value === null) return false;
  const { clientId, nodeId, grantedAt, expiresAt, scopes, sites } = value as Record<string, unknown>;
  return (
    typeof clientId === 'string' &&
    CLIENT_ID_PATTERN.test(clientId) &&
    typeof nodeId === 'string' &&
    NODE_ID_PATTERN.test(nodeId) &&
    Number.isFinite(grantedAt) &&
    (expiresAt === undefined || Number.isFinite(expiresAt)) &&
    [scopes, sites].every((list) => list === undefined || isTexts(list))
  );
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
