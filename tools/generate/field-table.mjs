import { code, table } from './markdown.mjs';

/** Fields that somebody sends, with the error that a wrong one answers. */
export function inputTable(heading, fields, { dto, schemaOf, failureCode }) {
  const { properties = {} } = schemaOf(dto);
  return table(
    [heading, 'Type', 'Wrong', 'Meaning'],
    fields.map((field) => [
      ...cells(field),
      code(failureCode(dto, field.name)),
      [bounds(properties[field.name]), field.doc].filter(Boolean).join(' '),
    ]),
  );
}

/** Fields that somebody gets. */
export function outputTable(heading, fields) {
  return table(
    [heading, 'Type', 'Meaning'],
    fields.map((field) => [...cells(field), field.doc]),
  );
}

function cells({ name, type, optional }) {
  return [optional ? `${code(name)}?` : code(name), code(type)];
}

/** What a schema says beyond the type, in words. */
function bounds({ minLength, maxLength, minimum, maximum, maxItems } = {}) {
  if (maxItems !== undefined) return `At most ${maxItems}.`;
  if (maxLength !== undefined) return `${minLength ?? 0} to ${maxLength} characters.`;
  if (maximum !== undefined) return `${minimum} to ${maximum}.`;
  return minimum === undefined ? '' : `At least ${minimum}.`;
}
