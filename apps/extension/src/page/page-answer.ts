import type { ErrorCode, ErrorDetails } from '@otto/protocol';

/** What code in a page gives back to the worker. A failure travels as data, because executeScript loses what is thrown. */
export type PageAnswer<T> = { value: T } | { failure: { code: ErrorCode; details: ErrorDetails } };

/** Stands in for OttoError inside a page: the catalogue stays out of the bundle, the worker makes the real one. */
export class PageFailure extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
  ) {
    super(code);
  }
}

/** Runs `read`; a PageFailure becomes its answer, anything else thrown is the `otherwise` code with its text as the reason. */
export async function answer<T>(otherwise: ErrorCode, read: () => T | Promise<T>): Promise<PageAnswer<T>> {
  try {
    return { value: await read() };
  } catch (thrown) {
    if (thrown instanceof PageFailure) return { failure: { code: thrown.code, details: thrown.details } };
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { failure: { code: otherwise, details: { reason } } };
  }
}
