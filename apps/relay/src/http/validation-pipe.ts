import { ValidationPipe } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { failureCode } from '@otto/protocol/dto';
import type { ValidationError } from 'class-validator';

/**
 * Checks bodies and queries against their DTO classes and answers with the code that the DTO names for its first fault.
 * Unknown fields are dropped; values are never converted, and never quoted, since they may be secrets.
 */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    stopAtFirstError: true,
    validationError: { target: true, value: true },
    exceptionFactory: (violations) => explain(violations),
  });
}

function explain([violation]: ValidationError[]): OttoError {
  const { property, target, value, constraints = {} } = violation ?? {};
  const dto = target?.constructor;
  if (dto === undefined) return new OttoError('invalid_body', { reason: 'it is not an object' });
  const isMissing = value === undefined || value === null;
  const reason = isMissing ? `${property} is missing` : (Object.values(constraints)[0] ?? `${property} is not valid`);
  return new OttoError(failureCode(dto, property, isMissing), { reason });
}
