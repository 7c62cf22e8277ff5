import fc from 'fast-check';
import { packMessages } from './text-frame';

const KILO = 1024;

describe('packMessages', () => {
  it('packs what a WebSocket client reads as the same messages', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .constantFrom(125, 126, 127, 16 * KILO - 1, 16 * KILO, 65_535, 65_536, 70_000)
        .map((size) => 'é'.repeat(size / 2) + 'x'.repeat(size % 2)),
    );
    const message = fc.tuple(text, fc.boolean()).map(([each, isBuffer]) => (isBuffer ? Buffer.from(each) : each));
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 6 }), (messages) => {
        const bytes = Buffer.concat(packMessages(messages));
        expect(unpack(bytes)).toEqual(messages.map(String));
      }),
    );
  });

  it('writes many small messages at once', () => {
    expect(packMessages(['a', Buffer.from('b'), 'c'])).toHaveLength(1);
  });

  it('does not copy a large one', () => {
    const large = Buffer.alloc(64 * KILO, 'x');
    const chunks = packMessages(['a', large, 'b']);
    expect(chunks).toHaveLength(3);
    expect(chunks[1]).toBe(large);
  });
});

/** RFC 6455, 5.2, for whole text messages that are not masked. */
function unpack(bytes: Buffer): string[] {
  const messages: string[] = [];
  for (let at = 0; at < bytes.length;) {
    expect(bytes[at]).toBe(0x81);
    const short = bytes.readUInt8(at + 1);
    const [size, header] =
      short < 126
        ? [short, 2]
        : short === 126
          ? [bytes.readUInt16BE(at + 2), 4]
          : [Number(bytes.readBigUInt64BE(at + 2)), 10];
    messages.push(bytes.toString('utf8', at + header, at + header + size));
    at += header + size;
  }
  return messages;
}
