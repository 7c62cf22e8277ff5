import { HttpException } from '@nestjs/common';
import { OttoError, toOttoError } from '@otto/protocol';

/**
 * The catalogue's error for whatever a request ended with: our own errors, those of Nest and Express (by status, since
 * their texts may quote the body), and `internal_error` with the cause for anything else.
 */
export function translateError(thrown: unknown): OttoError {
  if (thrown instanceof OttoError) return thrown;
  return foreignError(thrown) ?? toOttoError(thrown);
}

function foreignError(thrown: unknown): OttoError | undefined {
  switch (statusOf(thrown)) {
    case 400:
      return isParseFailure(thrown)
        ? new OttoError('invalid_json')
        : new OttoError('invalid_body', { reason: 'it cannot be read' });
    case 404:
      return new OttoError('not_found');
    case 408:
      return new OttoError('request_timeout');
    case 413:
      return new OttoError('body_too_large');
    case 415:
      return new OttoError('unsupported_media_type');
    default:
      return undefined;
  }
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status: unknown = (thrown as { status?: unknown } | null | undefined)?.status;
  return typeof status === 'number' ? status : undefined;
}

function isParseFailure(thrown: unknown): boolean {
  const cause: unknown = thrown instanceof HttpException ? thrown.cause : thrown;
  return (cause as { type?: unknown } | undefined)?.type === 'entity.parse.failed';
}
