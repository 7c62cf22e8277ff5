import { CLIENT_ID_PATTERN, NODE_ID_PATTERN } from '@otto/protocol';

/** Whom a token speaks for. */
export type Identity =
  | { readonly role: 'node'; readonly nodeId: string; readonly scopes: readonly string[] }
  | {
      readonly role: 'controller';
      readonly clientId: string;
      readonly controllerId: string;
      readonly scopes: readonly string[];
    };

/** What a verified access token says. Times are ms since 1970. */
export type AccessClaims = Identity & {
  readonly familyId: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
};

/** Names a client or a node, whatever its tokens may do. */
export type Subject = { readonly clientId: string } | { readonly nodeId: string };

/** One word for the client or node that a token stands for, however often it logs in. */
export function subjectKey(subject: Subject): string {
  return 'nodeId' in subject ? subject.nodeId : subject.clientId;
}

/** Just the identity, of something that may say more. */
export function plainIdentity(identity: Identity): Identity {
  const { role, scopes } = identity;
  if (role === 'node') return { role, nodeId: identity.nodeId, scopes };
  return { role, clientId: identity.clientId, controllerId: identity.controllerId, scopes };
}

/** Whether two stand for the same client or node with the same scopes. */
export function isSameIdentity(a: Identity, b: Identity): boolean {
  return JSON.stringify(plainIdentity(a)) === JSON.stringify(plainIdentity(b));
}

const CONTROLLER_ID_PATTERN = /^ctl_[A-Za-z0-9_-]{1,64}$/;

/** The identity that a record or the claims of a token hold, and nothing else of them; undefined when they hold none. */
export function readIdentity(value: unknown): Identity | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { role, nodeId, clientId, controllerId, scopes } = value as Record<string, unknown>;
  if (!Array.isArray(scopes) || !scopes.every((scope) => typeof scope === 'string')) return undefined;
  if (role === 'node' && matches(nodeId, NODE_ID_PATTERN) && clientId === undefined && controllerId === undefined) {
    return { role, nodeId, scopes };
  }
  if (
    role === 'controller' &&
    matches(clientId, CLIENT_ID_PATTERN) &&
    matches(controllerId, CONTROLLER_ID_PATTERN) &&
    nodeId === undefined
  ) {
    return { role, clientId, controllerId, scopes };
  }
  return undefined;
}

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}
