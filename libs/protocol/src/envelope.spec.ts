import { assertEnvelope, makeFrame } from './envelope';
import { OttoError } from './errors/otto-error';

const FRAME = makeFrame('controller', 'ping', 'req_1', { ts: 1 }, { now: 0 });

describe('assertEnvelope', () => {
  it.each(['1.0', '1.7', '1.12.3'])('accepts protocol version %s', (protocolVersion) => {
    expect(() => assertEnvelope({ ...FRAME, protocolVersion })).not.toThrow();
  });

  it.each(['2.0', '1', '1.', 'v1.0', '1.0.0.0', ''])('refuses protocol version "%s"', (protocolVersion) => {
    expect(codeOf({ ...FRAME, protocolVersion })).toBe('unsupported_protocol_version');
  });

  it.each([
    ['null', null],
    ['an array', []],
    ['text', 'ping'],
    ['no version', { ...FRAME, protocolVersion: undefined }],
    ['no message type', { ...FRAME, messageType: undefined }],
    ['an empty requestId', { ...FRAME, requestId: '' }],
    ['a requestId of 129 characters', { ...FRAME, requestId: 'x'.repeat(129) }],
    ['a numeric requestId', { ...FRAME, requestId: 5 }],
    ['no timestamp', { ...FRAME, timestamp: undefined }],
    ['an unknown role', { ...FRAME, senderRole: 'admin' }],
    ['a payload that is a list', { ...FRAME, payload: [] }],
    ['a payload that is null', { ...FRAME, payload: null }],
    ['a traceId that is too long', { ...FRAME, traceId: 'x'.repeat(129) }],
  ])('refuses %s', (_what, value) => {
    expect(codeOf(value)).toBe('invalid_envelope');
  });

  it('accepts a requestId of 128 characters', () => {
    expect(() => assertEnvelope({ ...FRAME, requestId: 'x'.repeat(128) })).not.toThrow();
  });
});

describe('makeFrame', () => {
  it('builds a frame that passes the check', () => {
    expect(() => assertEnvelope(FRAME)).not.toThrow();
    expect(FRAME).toMatchObject({
      messageType: 'ping',
      senderRole: 'controller',
      timestamp: '1970-01-01T00:00:00.000Z',
    });
  });

  it('leaves traceId out unless there is one', () => {
    expect('traceId' in FRAME).toBe(false);
    expect(makeFrame('node', 'ping', 'req_1', {}, { traceId: 't1' })).toMatchObject({ traceId: 't1' });
  });
});

function codeOf(value: unknown): string | undefined {
  try {
    assertEnvelope(value);
  } catch (error) {
    if (error instanceof OttoError) return error.code;
  }
  return undefined;
}
