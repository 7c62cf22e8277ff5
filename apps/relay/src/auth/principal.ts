import type { AccessClaims } from '@otto/auth';
import { scopesCover, type Right } from '@otto/protocol';

export type NodeClaims = Extract<AccessClaims, { role: 'node' }>;
export type ControllerClaims = Extract<AccessClaims, { role: 'controller' }>;

/** Who a request is from, after its credentials were checked. */
export type Principal =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'operator' }
  | { readonly kind: 'node'; readonly claims: NodeClaims }
  | { readonly kind: 'controller'; readonly claims: ControllerClaims };
export type PrincipalKind = Principal['kind'];

export const NOBODY: Principal = { kind: 'nobody' };
export const OPERATOR: Principal = { kind: 'operator' };

/** The operator may do everything; a controller what its scopes cover; nobody else has rights. */
export function hasRight(principal: Principal, right: Right): boolean {
  if (principal.kind === 'controller') return scopesCover(principal.claims.scopes, right);
  return principal.kind === 'operator';
}

/** One word per identity, the same for all its sessions and addresses: to limit and to log by. */
export function principalName(principal: Principal): string {
  if (principal.kind === 'controller') return principal.claims.clientId;
  return principal.kind === 'node' ? principal.claims.nodeId : principal.kind;
}
