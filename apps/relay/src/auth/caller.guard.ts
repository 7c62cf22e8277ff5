import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { OttoError } from '@otto/protocol';
import type { OttoRequest } from '../http/otto-request';
import { ALLOWED_CALLERS, type AllowedCaller } from './callers.decorator';
import { Credentials } from './credentials';
import { hasRight, NOBODY, type Principal } from './principal';

/** The one place where HTTP calls are authorised: it enforces what handlers declare with `@Callers`, and lets nothing undeclared pass. */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly credentials: Credentials,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const allowed = this.reflector.get<readonly AllowedCaller[] | undefined>(ALLOWED_CALLERS, context.getHandler());
    const request = context.switchToHttp().getRequest<OttoRequest>();
    const principal = this.#principal(request, allowed ?? []);
    if (!allowed?.some((caller) => includes(caller, principal))) {
      throw new OttoError(principal.kind === 'nobody' ? 'missing_access_token' : 'forbidden_role');
    }
    request.principal = principal;
    return true;
  }

  // Where credentials do not matter, stale ones must not keep anybody out either: a refresh is sent with an expired token.
  #principal(request: OttoRequest, allowed: readonly AllowedCaller[]): Principal {
    const isForAnyone = allowed.every((caller) => caller === 'nobody');
    return isForAnyone && allowed.length > 0 ? NOBODY : this.credentials.resolve(request, request.caller);
  }
}

function includes(allowed: AllowedCaller, principal: Principal): boolean {
  if (typeof allowed === 'string') return allowed === principal.kind;
  return principal.kind === 'controller' && hasRight(principal, allowed.controllerWith);
}
