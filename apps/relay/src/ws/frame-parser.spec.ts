import fc from 'fast-check';
import { makeFrame } from '@otto/protocol';
import { isReadable, parseFrame } from './frame-parser';

const FRAME = makeFrame('controller', 'ping', 'r1', {});

describe('parseFrame', () => {
  it('keeps the bytes that it has parsed', () => {
    const bytes = Buffer.from(JSON.stringify(FRAME));
    const frame = parseFrame(bytes, false);
    expect(frame).toEqual({ envelope: FRAME, bytes });
    expect((frame as { bytes: Buffer }).bytes).toBe(bytes);
  });

  it.each([
    ['no JSON', '{"requestId":', 'invalid_json'],
    ['nothing', '', 'invalid_json'],
    ['two objects', '{}{}', 'invalid_json'],
    ['a byte order mark', '\ufeff{}', 'invalid_json'],
    ['an array', '[]', 'invalid_envelope'],
    ['null', 'null', 'invalid_envelope'],
    ['no payload', JSON.stringify({ ...FRAME, payload: undefined }), 'invalid_envelope'],
    ['an array for a payload', JSON.stringify({ ...FRAME, payload: [] }), 'invalid_envelope'],
    ['an empty requestId', JSON.stringify({ ...FRAME, requestId: '' }), 'invalid_envelope'],
    ['a requestId that is too long', JSON.stringify({ ...FRAME, requestId: 'x'.repeat(129) }), 'invalid_envelope'],
    ['an unknown role', JSON.stringify({ ...FRAME, senderRole: 'boss' }), 'invalid_envelope'],
    ['a traceId that is no text', JSON.stringify({ ...FRAME, traceId: 1 }), 'invalid_envelope'],
    ['another protocol', JSON.stringify({ ...FRAME, protocolVersion: '2.0' }), 'unsupported_protocol_version'],
  ])('answers %s', (_name, text, code) => {
    expect(parseFrame(Buffer.from(text), false)).toMatchObject({ error: { code } });
  });

  it.each(['1.0', '1.7', '1.2.3'])('takes protocol version %s', (protocolVersion) => {
    expect(isReadable(parseFrame(Buffer.from(JSON.stringify({ ...FRAME, protocolVersion })), false))).toBe(true);
  });

  it('answers a binary message, whatever is in it: invalid_json', () => {
    expect(parseFrame(Buffer.from(JSON.stringify(FRAME)), true)).toMatchObject({ error: { code: 'invalid_json' } });
  });

  it('correlates the answer where it can', () => {
    const text = JSON.stringify({ ...FRAME, timestamp: 7 });
    expect(parseFrame(Buffer.from(text), false)).toMatchObject({ requestId: 'r1' });
  });

  it('quotes nothing of what came in', () => {
    const { error } = parseFrame(Buffer.from('{"accessToken": hunter2}'), false) as { error: Error };
    expect(`${error.message} ${String(error.cause)}`).not.toContain('hunter2');
  });

  it('is total: whatever comes in is a frame or gets an answer', () => {
    const text = JSON.stringify(FRAME);
    const mutated = fc
      .tuple(fc.nat({ max: text.length }), fc.nat({ max: 6 }), fc.string({ maxLength: 6 }))
      .map(([at, removed, added]) => text.slice(0, at) + added + text.slice(at + removed));
    const input = fc.oneof(
      mutated.map((each) => Buffer.from(each)),
      fc.uint8Array().map((each) => Buffer.from(each)),
      fc.json().map((each) => Buffer.from(each)),
    );
    fc.assert(
      fc.property(input, fc.boolean(), (bytes, isBinary) => {
        const frame = parseFrame(bytes, isBinary);
        expect(isReadable(frame) || frame.error instanceof Error).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });
});
