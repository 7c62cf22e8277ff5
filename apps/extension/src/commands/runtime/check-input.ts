import { OttoError, isRecord, type InputFieldType } from '@otto/protocol';
import type { CommandMetadata } from '../site-command';

type Input = Readonly<Record<string, unknown>>;

const HAS_TYPE: Readonly<Record<InputFieldType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  object: isRecord,
  array: Array.isArray,
};
const MAX_QUOTED_CHARS = 100;

/**
 * The declared fields of an input, once it is exactly as declared: nothing is converted, nothing else is let through. A
 * command that declares no fields at all gets its input as it came.
 *
 * @throws OttoError `unexpected_command_input`, `missing_command_input`, `invalid_command_input_type`,
 * `missing_command_input_one_of`
 */
export function checkInput({ inputFields, inputAtLeastOneOf = [] }: CommandMetadata, input: Input): Input {
  const isGiven = (name: string): boolean => Object.hasOwn(input, name);
  if (inputFields !== undefined) {
    const declared = new Set(inputFields.map(({ name }) => name));
    const stranger = Object.keys(input).find((key) => !declared.has(key));
    if (stranger !== undefined) {
      throw new OttoError('unexpected_command_input', { field: stranger.slice(0, MAX_QUOTED_CHARS) });
    }
  }
  for (const { name, type, optional } of inputFields ?? []) {
    if (isGiven(name) && !HAS_TYPE[type](input[name])) {
      throw new OttoError('invalid_command_input_type', { field: name, expected: type });
    }
    if (!isGiven(name) && optional !== true) throw new OttoError('missing_command_input', { field: name });
  }
  if (inputAtLeastOneOf.length > 0 && !inputAtLeastOneOf.some(isGiven)) {
    throw new OttoError('missing_command_input_one_of', { fields: inputAtLeastOneOf.join(', ') });
  }
  return { ...input };
}
