import fc from 'fast-check';
import { FrameUnmasker } from './frame-unmasker';

const KEY_BYTES = 4;
/** Around the sizes at which the header changes, and the one from which on words are unmasked. */
const SIZES = [0, 1, 3, 63, 64, 65, 125, 126, 127, 300, 65_535, 65_536, 65_540];

interface SentFrame {
  readonly first: number;
  readonly payload: Buffer;
  readonly key: readonly number[] | undefined;
}

const sentFrame: fc.Arbitrary<SentFrame> = fc.record({
  first: fc.constantFrom(0x81, 0x01, 0x80, 0x82, 0x88, 0x89, 0x8a, 0xff),
  payload: fc.tuple(fc.constantFrom(...SIZES), fc.nat(255)).map(([size, fill]) => counting(size, fill)),
  key: fc.option(fc.array(fc.nat(255), { minLength: KEY_BYTES, maxLength: KEY_BYTES }), { nil: undefined }),
});

describe('FrameUnmasker', () => {
  it('leaves the same frames with clear payloads and keys of zeros, wherever the stream was cut', () => {
    const cuts = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 70_000 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(sentFrame, { minLength: 1, maxLength: 4 }), cuts, fc.nat(3), (frames, sizes, offset) => {
        const sent = Buffer.concat(frames.map((frame) => frameBytes(frame, frame.key)));
        const clear = Buffer.concat(frames.map((frame) => frameBytes(frame, frame.key && [0, 0, 0, 0])));
        expect(unmaskInChunks(sent, sizes, offset).equals(clear)).toBe(true);
      }),
    );
  });

  it('reads a stream that comes byte by byte', () => {
    const frame = { first: 0x81, payload: Buffer.from('the page'), key: [1, 2, 3, 4] };
    const received = unmaskInChunks(frameBytes(frame, frame.key), [1], 0);
    expect(received.subarray(-8).toString()).toBe('the page');
  });
});

/** Copies each chunk to another place in memory first, since words have to be aligned there. */
function unmaskInChunks(sent: Buffer, sizes: readonly number[], offset: number): Buffer {
  const unmasker = new FrameUnmasker();
  const received: Buffer[] = [];
  for (let at = 0, index = 0; at < sent.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    const chunk = Buffer.concat([Buffer.alloc(offset), sent.subarray(at, at + size)]).subarray(offset);
    unmasker.unmask(chunk);
    received.push(chunk);
    at += size;
  }
  return Buffer.concat(received);
}

/** RFC 6455, 5.2. */
function frameBytes({ first, payload }: SentFrame, key: readonly number[] | undefined): Buffer {
  const masked = payload.map((byte, index) => byte ^ (key?.[index % KEY_BYTES] ?? 0));
  return Buffer.concat([
    Buffer.of(first),
    lengthBytes(payload.length, key !== undefined),
    Buffer.from(key ?? []),
    masked,
  ]);
}

function lengthBytes(length: number, isMasked: boolean): Buffer {
  const flag = isMasked ? 0x80 : 0;
  if (length < 126) return Buffer.of(flag | length);
  const extended = Buffer.alloc(length <= 0xffff ? 2 : 8);
  extended.writeUIntBE(length, Math.max(0, extended.length - 6), Math.min(6, extended.length));
  return Buffer.concat([Buffer.of(flag | (extended.length === 2 ? 126 : 127)), extended]);
}

function counting(size: number, from: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: size }, (_, index) => from + index));
}
