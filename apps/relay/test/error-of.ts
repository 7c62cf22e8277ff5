import type { ErrorCode } from '@otto/protocol';
import type { HttpAnswer } from './http-client';

/** Status and code of an answer, to compare both at once; the code is undefined on success. */
export function errorOf({ status, body }: HttpAnswer<unknown>): [number, string | undefined] {
  return [status, (body as { code?: string }).code];
}

/** What `errorOf` gives for a refusal. */
export function refused(status: number, code: ErrorCode): [number, ErrorCode] {
  return [status, code];
}
