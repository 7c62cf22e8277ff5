import { OttoError } from '@otto/protocol';

/** What the owner of a directory is told when the system refuses a write below it. */
export function notWritable(path: string, cause: unknown, variable = 'OTTO_LOG_DIR'): OttoError {
  return new OttoError('directory_not_writable', { path, reason: systemCode(cause) ?? 'unknown', variable }, { cause });
}

/** The code of a system error, such as ENOENT. */
export function systemCode(error: unknown): string | undefined {
  // Not instanceof: errors of Node's own modules come from another realm when a test runner has made one.
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
