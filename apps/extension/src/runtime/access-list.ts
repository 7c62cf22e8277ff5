import type { ControllerAccessBody, ControllerAccessEntry } from '@otto/protocol';
import type { ShownError } from './node-status';

/** A client that has this node or asks for it, as the relay tells it: names and descriptions are the client's own words. */
export type ClientAccess = ControllerAccessEntry;

/** What the worker publishes in chrome.storage.session for popup and options page. */
export interface AccessList {
  readonly clients: readonly ClientAccess[];
  /** Why the list may be old. */
  readonly error?: ShownError | undefined;
  /** The connection to the relay in which it was first asked for. */
  readonly connectionId?: string | undefined;
}

/** What a person decides about a client. Narrowed by `scopes` and `sites`; for ever without `lastsMs` and `expiresAt`. */
export interface AccessDecision extends Pick<ControllerAccessBody, 'clientId' | 'grant' | 'scopes' | 'sites'> {
  /** From now on. */
  lastsMs?: number;
  /** ms since 1970; where `lastsMs` is missing. */
  expiresAt?: number;
}

/** Whether somebody has to decide about a client. */
export function isRequest({ granted, requestedAt }: ClientAccess): boolean {
  return !granted && requestedAt !== undefined;
}

/** Whether a client may use the node at a time, in ms since 1970. */
export function isGrant({ granted, expiresAt }: ClientAccess, now: number): boolean {
  return granted && (expiresAt === undefined || expiresAt > now);
}
