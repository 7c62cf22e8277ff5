import { HttpException } from '@nestjs/common';
import { OttoError, toOttoError } from '@otto/protocol';

/**
 * The catalogue's error for whatever a request ended with: our own errors, what Nest and Express refuse by themselves (by
 * status, since their texts may quote the request), and `internal_error` with the cause for anything else.
 */
export function translateError(thrown: unknown): OttoError {
  if (thrown instanceof OttoError) return thrown;
  if (!(thrown instanceof HttpException) || thrown.getStatus() >= 500) return toOttoError(thrown);
  return thrown.getStatus() === 404
    ? new OttoError('not_found')
    : new OttoError('invalid_body', { reason: 'it cannot be understood' });
}
