import fc from 'fast-check';

/** One change to the bytes of a frame. Places are fractions of its length. */
export type ByteEdit =
  | { readonly kind: 'flip'; readonly at: number; readonly bits: number }
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  /** Puts a member in as the first of an object, which leaves the frame readable. */
  | { readonly kind: 'graft'; readonly at: number; readonly text: string }
  | { readonly kind: 'remove'; readonly at: number; readonly count: number }
  | { readonly kind: 'repeat'; readonly at: number; readonly count: number; readonly to: number }
  | { readonly kind: 'truncate'; readonly at: number };

const TOKENS = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\\u0000',
  '\\ud800',
  'null',
  '-',
  '1e999',
  ' \r\n\t',
  '\ufeff',
];

/** Deeper than JavaScript's own stack, on which JSON can be parsed but not written. */
const DEEP = 20_000;

/** Mostly keys that are there already: which of two equal ones counts, parsers decide. */
const MEMBERS = [
  '"payload":{},',
  '"payload":{"payload":{}},',
  '"payload":7,',
  '"p\\u0061yload":{"selector":"other"},',
  '"requestId":"again",',
  '"requestI\\u0064":"other",',
  '"traceId":"other",',
  '"messageType":"pong",',
  '"senderRole":"relay",',
  '"targetNodeId":"node_b",',
  '"tabSessionId":"tab_b",',
  '"__controllerClientId":"clt_other",',
  '"\\u005f_grant":{"scopes":["*"]},',
  '"__proto__":{"targetNodeId":"node_b"},',
];
const DEEP_MEMBER = `"deep":${'['.repeat(DEEP)}${']'.repeat(DEEP)},`;

const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const member = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom(...MEMBERS) },
  { weight: 1, arbitrary: fc.constant(DEEP_MEMBER) },
);
const count = fc.nat({ max: 40 });
const kind = <const K extends ByteEdit['kind']>(name: K): fc.Arbitrary<K> => fc.constant(name);

export const byteEdit: fc.Arbitrary<ByteEdit> = fc.oneof(
  fc.record({ kind: kind('flip'), at, bits: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: kind('insert'), at, text: fc.constantFrom(...TOKENS) }),
  { weight: 4, arbitrary: fc.record({ kind: kind('graft'), at, text: member }) },
  fc.record({ kind: kind('remove'), at, count }),
  fc.record({ kind: kind('repeat'), at, count, to: at }),
  fc.record({ kind: kind('truncate'), at }),
);

export function applyByteEdit(bytes: Buffer, edit: ByteEdit): Buffer {
  const place = Math.floor(edit.at * bytes.length);
  const [before, behind] = [bytes.subarray(0, place), bytes.subarray(place)];
  switch (edit.kind) {
    case 'flip':
      return Buffer.concat([before, behind.subarray(0, 1).map((byte) => byte ^ edit.bits), behind.subarray(1)]);
    case 'insert':
      return Buffer.concat([before, Buffer.from(edit.text), behind]);
    case 'graft':
      return graft(bytes, bytes.lastIndexOf('{', place) + 1, edit.text);
    case 'remove':
      return Buffer.concat([before, behind.subarray(edit.count)]);
    case 'repeat': {
      const to = Math.floor(edit.to * bytes.length);
      return Buffer.concat([bytes.subarray(0, to), behind.subarray(0, edit.count), bytes.subarray(to)]);
    }
    case 'truncate':
      return before;
  }
}

function graft(bytes: Buffer, place: number, member: string): Buffer {
  const isOnly = bytes.subarray(place, place + 1).toString() === '}';
  const text = isOnly ? member.slice(0, -1) : member;
  return Buffer.concat([bytes.subarray(0, place), Buffer.from(text), bytes.subarray(place)]);
}
