import { SetMetadata } from '@nestjs/common';
import type { Right } from '@otto/protocol';
import type { PrincipalKind } from './principal';

/** A kind of caller, or a controller whose scopes cover a right. */
export type AllowedCaller = PrincipalKind | { readonly controllerWith: Right };

export const ALLOWED_CALLERS = 'otto:allowed-callers';

/** Declares who may call a handler. CallerGuard refuses everybody else, and every call of a handler that declares nothing. */
export const Callers = (...allowed: [AllowedCaller, ...AllowedCaller[]]) =>
  SetMetadata<string, readonly AllowedCaller[]>(ALLOWED_CALLERS, allowed);

/** Shorthand for `@Callers(controllerWith('logs.read'))`. */
export function controllerWith(right: Right): AllowedCaller {
  return { controllerWith: right };
}
