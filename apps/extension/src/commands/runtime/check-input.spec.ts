import { metadataOf } from '../testing/command-lab';
import { checkInput } from './check-input';

const declared = metadataOf({
  inputFields: [
    { name: 'query', type: 'string' },
    { name: 'limit', type: 'number', optional: true },
    { name: 'isNew', type: 'boolean', optional: true },
    { name: 'filter', type: 'object', optional: true },
    { name: 'tags', type: 'array', optional: true },
  ],
});

describe('checkInput', () => {
  it('lets through exactly what is declared', () => {
    const input = { query: '', limit: 0, isNew: false, filter: {}, tags: [] };
    expect(checkInput(declared, input)).toEqual(input);
    expect(checkInput(declared, { query: 'q' })).toEqual({ query: 'q' });
  });

  it.each([
    ['query', 1, 'string'],
    ['query', null, 'string'],
    ['limit', '5', 'number'],
    ['isNew', 'true', 'boolean'],
    ['isNew', 1, 'boolean'],
    ['filter', [], 'object'],
    ['filter', null, 'object'],
    ['tags', {}, 'array'],
    ['tags', 'a,b', 'array'],
  ])('converts nothing: %s is not %j', (field, value, expected) => {
    const check = (): unknown => checkInput(declared, { query: 'q', [field]: value });
    expect(check).toThrow(
      expect.objectContaining({ code: 'invalid_command_input_type', details: { field, expected } }),
    );
  });

  it('refuses what is not declared, also where it is inherited by every object', () => {
    for (const field of ['qeury', 'toString', '__proto__']) {
      const input = JSON.parse(`{"query": "q", "${field}": 1}`) as Record<string, unknown>;
      const check = (): unknown => checkInput(declared, input);
      expect(check).toThrow(expect.objectContaining({ code: 'unexpected_command_input', details: { field } }));
    }
  });

  it('takes nothing where nothing is declared to be taken', () => {
    expect(() => checkInput(metadataOf({ inputFields: [] }), { a: 1 })).toThrow('takes no input "a"');
  });

  it('wants the fields that are not optional', () => {
    expect(() => checkInput(declared, {})).toThrow(
      expect.objectContaining({ code: 'missing_command_input', details: { field: 'query' } }),
    );
  });

  it('wants at least one of the fields of which one is needed', () => {
    const metadata = metadataOf({
      inputFields: [
        { name: 'roomId', type: 'string', optional: true },
        { name: 'username', type: 'string', optional: true },
      ],
      inputAtLeastOneOf: ['roomId', 'username'],
    });
    expect(() => checkInput(metadata, {})).toThrow(
      expect.objectContaining({ code: 'missing_command_input_one_of', details: { fields: 'roomId, username' } }),
    );
    expect(checkInput(metadata, { username: 'u' })).toEqual({ username: 'u' });
  });

  it('checks nothing where no fields are declared', () => {
    expect(checkInput(metadataOf({}), { anything: [1] })).toEqual({ anything: [1] });
  });
});
