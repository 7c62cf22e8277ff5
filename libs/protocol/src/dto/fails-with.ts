import 'reflect-metadata';
import type { ErrorCode } from '../errors/catalogue';

const CODES = Symbol('otto:fails-with');

interface FailureCodes {
  readonly wrong: ErrorCode;
  readonly missing: ErrorCode;
}

/**
 * Names the error of the catalogue that a wrong value answers, and another one for a missing value where they differ. On
 * a property: for that property. On a class: for every property that names none itself.
 */
export function FailsWith(wrong: ErrorCode, { missing = wrong }: { missing?: ErrorCode } = {}) {
  const codes: FailureCodes = { wrong, missing };
  return (target: object, property?: string | symbol): void => {
    if (property === undefined) Reflect.defineMetadata(CODES, codes, target);
    else Reflect.defineMetadata(CODES, codes, target.constructor, property);
  };
}

/** The code that a `property` of a DTO answers when it is wrong, or missing; the one of the class when it names none. */
export function failureCode(dto: object, property?: string, isMissing = false): ErrorCode {
  const own = property === undefined ? undefined : codesOf(dto, property);
  const codes = own ?? codesOf(dto);
  if (codes === undefined) return 'invalid_body';
  return isMissing ? codes.missing : codes.wrong;
}

function codesOf(dto: object, property?: string): FailureCodes | undefined {
  const codes: unknown =
    property === undefined ? Reflect.getMetadata(CODES, dto) : Reflect.getMetadata(CODES, dto, property);
  return codes as FailureCodes | undefined;
}
