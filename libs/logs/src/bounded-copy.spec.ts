import * as fc from 'fast-check';
import { boundedCopy, boundedText } from './bounded-copy';

describe('boundedCopy', () => {
  it('keeps plain data as it is', () => {
    const data = { a: 1, b: 'text', c: [true, null, { d: -0.5 }], e: undefined };
    expect(boundedCopy(data)).toEqual(data);
  });

  it('redacts the values of secret keys at every depth', () => {
    const data = { headers: [{ Authorization: 'x', accept: 'y' }], refresh_token: { value: 'z' } };
    expect(boundedCopy(data)).toEqual({
      headers: [{ Authorization: '[redacted]', accept: 'y' }],
      refresh_token: '[redacted]',
    });
  });

  it('cuts what is too deep, too long or too much, so that no line is longer than a few blocks', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`) as object;
    const long = 'x'.repeat(1_000_000);
    const wide = Array.from({ length: 100_000 }, (_, i) => `value ${i}`);
    const keys = Object.fromEntries(wide.map((value) => [value + 'k'.repeat(100), value]));
    for (const data of [deep, long, wide, keys, { [long]: 1 }, [long, long, long]]) {
      expect(JSON.stringify(boundedCopy(data)).length).toBeLessThan(48 * 1024);
    }
    expect(boundedCopy(deep)).toEqual({ a: { a: { a: { a: { a: { a: '[cut]' } } } } } });
  });

  it('survives cycles', () => {
    const data: Record<string, unknown> = { name: 'a' };
    data.self = { data };
    expect(boundedCopy(data)).toEqual({ name: 'a', self: { data: '[circular]' } });
  });

  it('shows a value twice that is twice in the data without a cycle', () => {
    const shared = { a: 1 };
    expect(boundedCopy([shared, shared])).toEqual([shared, shared]);
  });

  it('tells name, message and cause of an error', () => {
    const error = Object.assign(new TypeError('bad', { cause: new Error('worse') }), { code: 'E1' });
    expect(boundedCopy({ error })).toMatchObject({
      error: { name: 'TypeError', message: 'bad', code: 'E1', cause: { name: 'Error', message: 'worse' } },
    });
  });

  it.each([
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new Date(NaN), null],
    [10n, '10'],
    [new Uint8Array(5), '[5 bytes]'],
    [Buffer.from('secret'), '[6 bytes]'],
    [new Map([['a', 1]]), '[Map of 1]'],
    [() => 1, '[function]'],
    [new URL('http://a.example/'), 'http://a.example/'],
  ])('tells %p as %j', (value, copy) => {
    expect(boundedCopy(value)).toEqual(copy);
  });

  it('does not fail on values that do', () => {
    const trap = {
      get a(): never {
        throw new Error('no');
      },
    };
    expect(boundedCopy(trap)).toBe('[unreadable]');
  });

  it('does not let data change prototypes', () => {
    const copy = boundedCopy(JSON.parse('{"__proto__": {"polluted": 1}, "a": 1}')) as Record<string, unknown>;
    expect(copy.polluted).toBeUndefined();
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });

  it('gives JSON for anything at all', () => {
    fc.assert(fc.property(fc.anything(), (value) => void JSON.stringify(boundedCopy(value))));
  });
});

describe('boundedText', () => {
  it('says how much it left out', () => {
    expect(boundedText('abcdef', 4)).toBe('abcd [2 cut]');
  });
});
