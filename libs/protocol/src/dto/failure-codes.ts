import type { ErrorCode } from '../errors/catalogue';
import { failureCode } from './fails-with';
import { schemaOf, type DtoClass } from './json-schema';

/** Every code that a body or query of this DTO may answer. */
export function failureCodes(dto: DtoClass): readonly ErrorCode[] {
  const { properties = {}, required = [] } = schemaOf(dto) as {
    properties?: Readonly<Record<string, unknown>>;
    required?: readonly string[];
  };
  const wrong = Object.keys(properties).map((property) => failureCode(dto, property));
  const missing = required.map((property) => failureCode(dto, property, true));
  return [...new Set([...wrong, ...missing])];
}
