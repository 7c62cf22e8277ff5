import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import type { Response } from 'express';
import type { Caller } from '../front-door/caller';
import type { Principal } from '../auth/principal';
import type { OttoRequest } from './otto-request';

/** Handler parameter: where the request came from. */
export const FromCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  return context.switchToHttp().getRequest<OttoRequest>().caller;
});

/** Handler parameter: who sent the request. */
export const ByPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  return context.switchToHttp().getRequest<OttoRequest>().principal;
});

/** Handler parameter: the id of the calling node, for handlers of `@Callers('node')`. */
export const ByNode = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { principal } = context.switchToHttp().getRequest<OttoRequest>();
  if (principal.kind !== 'node') throw new OttoError('forbidden_role');
  return principal.claims.nodeId;
});

/** Handler parameter: aborts when the connection ends before the answer is out, for handlers that work long. */
export const UntilClosed = createParamDecorator((_: unknown, context: ExecutionContext): AbortSignal => {
  const aborter = new AbortController();
  context
    .switchToHttp()
    .getResponse<Response>()
    .once('close', () => aborter.abort());
  return aborter.signal;
});
