import fc from 'fast-check';

/** As deep as JSON.stringify can still write. */
const DEEP = 2000;

/** JSON that has broken programs before. */
const NOTORIOUS: readonly string[] = [
  ...[null, true, 0, -1, 0.1, 2 ** 53, 1e308, '', ' ', '0', 'null', '__proto__', 'constructor'],
  ...['\u0000', '\ud800', '\u2028', '😀'.repeat(65), 'a'.repeat(129), 'a'.repeat(5000), '../../etc/passwd'],
  ...['2026-01-01', '-000001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'],
  ...[[], [null], {}, { length: 1 }, { toString: null, valueOf: null, toJSON: 1 }],
]
  .map((value) => JSON.stringify(value))
  .concat('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}', '['.repeat(DEEP) + ']'.repeat(DEEP));

/** The text of any JSON value, and often of one of those. */
export const hostileJson: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NOTORIOUS) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 3 }) },
);

/** Names of members, some of which mean something to JavaScript or to the relay. */
export const hostileKey: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '__controllerClientId',
    '__grant',
    'payload',
    'requestId',
    '',
  ),
  fc.string({ maxLength: 8 }),
);
