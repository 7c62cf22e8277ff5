import type { ErrorCode } from './errors/catalogue';
import { OttoError, type ErrorDetails } from './errors/otto-error';

/** The part of an Ajv error that says what is wrong with a value; declared here so that nodes need no Ajv. */
export interface Violation {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: object;
  readonly message?: string;
}

/** Names the code that a wrong or missing `property` answers; `property` is undefined when the value as a whole is wrong. */
export type FailureCodeOf = (property: string | undefined, isMissing: boolean) => ErrorCode;

/** The error for a violation. It names the field and never quotes its value, which may be a secret. */
export function violationError(
  violation: Violation | undefined,
  codeOf: FailureCodeOf,
  details: ErrorDetails = {},
): OttoError {
  const path = violation?.instancePath.split('/').slice(1) ?? [];
  const missing = violation === undefined ? undefined : missingProperty(violation);
  const field = [...path, ...(missing === undefined ? [] : [missing])].join('.');
  const problem = missing === undefined ? (violation?.message ?? 'is not valid') : 'is missing';
  return new OttoError(codeOf(path[0] ?? missing, missing !== undefined), {
    ...details,
    reason: field ? `${field} ${problem}` : problem,
    field,
  });
}

function missingProperty({ keyword, params }: Violation): string | undefined {
  return keyword === 'required' ? (params as { missingProperty: string }).missingProperty : undefined;
}
