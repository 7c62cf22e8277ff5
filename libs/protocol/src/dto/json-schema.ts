import { targetConstructorToSchema } from 'class-validator-jsonschema';

export type DtoClass<T extends object = object> = new () => T;
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of a DTO class, derived from its class-validator decorators: the one definition of every payload. */
export function schemaOf(dto: DtoClass): JsonSchema {
  // A class without fields has no decorators, and so would get a schema that takes anything.
  return { type: 'object', ...(targetConstructorToSchema(dto) as JsonSchema) };
}
