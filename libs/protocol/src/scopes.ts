/** Whether a list of scopes covers an action (or another right, such as `logs.read`): by name, by prefix `a.b.*`, or by `*`. */
export function scopesCover(scopes: readonly string[], action: string): boolean {
  return scopes.some((scope) => scopeCovers(scope, action));
}

function scopeCovers(scope: string, action: string): boolean {
  if (scope === '*' || scope === action) return true;
  return scope.endsWith('.*') && action.startsWith(scope.slice(0, -1));
}

/** Rights that are not actions. */
export const RIGHTS = ['logs.read', 'nodes.discover', 'pairing.approve', 'controller.admin'] as const;
export type Right = (typeof RIGHTS)[number];

/** What a scope may look like: an action or right, a prefix ending in `.*`, or `*`. */
export const SCOPE_PATTERN = /^(\*|[a-z][a-z_]*(\.[a-z][a-z_]*)*(\.\*)?)$/;

export const DEFAULT_CONTROLLER_SCOPES: readonly string[] = [
  'primitive.tab.*',
  'primitive.dom.*',
  'primitive.page.*',
  'command.*',
  'listener.subscribe',
  'listener.unsubscribe',
  'logs.read',
  'nodes.discover',
];
