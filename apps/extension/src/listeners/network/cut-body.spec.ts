import { cutBody } from './cut-body';

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

describe('a captured body', () => {
  it('stays whole when it is short enough', () => {
    expect(cutBody({ body: 'höhe', base64Encoded: false }, 'text/plain', 5)).toEqual({
      body: 'höhe',
      base64Encoded: false,
      truncated: false,
      bodyBytes: 5,
    });
  });

  it('is cut at the limit, and tells how long it was', () => {
    expect(cutBody({ body: 'abcdef', base64Encoded: false }, 'text/plain', 4)).toEqual({
      body: 'abcd',
      base64Encoded: false,
      truncated: true,
      bodyBytes: 6,
    });
  });

  it.each([false, true])('loses no half of a character (encoded: %s)', (base64Encoded) => {
    const text = 'aé😀z';
    const body = base64Encoded ? base64(text) : text;
    const cut = (maxBytes: number): string => cutBody({ body, base64Encoded }, 'text/plain', maxBytes).body;
    expect([1, 2, 3, 4, 6, 7, 8].map(cut)).toEqual(['a', 'a', 'aé', 'aé', 'aé', 'aé😀', text]);
  });

  it('becomes text where its type says that it is', () => {
    for (const type of ['application/json', 'application/problem+json', 'text/html', 'image/svg+xml']) {
      expect(cutBody({ body: base64('{"a":"é"}'), base64Encoded: true }, type, 100)).toEqual({
        body: '{"a":"é"}',
        base64Encoded: false,
        truncated: false,
        bodyBytes: 10,
      });
    }
  });

  it('stays encoded when it is not what its type says', () => {
    const body = base64(new Uint8Array([0x7b, 0xff, 0x7d]));
    expect(cutBody({ body, base64Encoded: true }, 'application/json', 100)).toMatchObject({
      body,
      base64Encoded: true,
    });
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7])('of %s bytes stays decodable when it is cut', (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => 250 + index);
    const { body, bodyBytes, truncated } = cutBody({ body: base64(bytes), base64Encoded: true }, 'image/png', 4);
    expect(bodyBytes).toBe(length);
    expect(truncated).toBe(length > 4);
    const kept = Buffer.from(body, 'base64');
    expect([...kept]).toEqual([...bytes.subarray(0, kept.length)]);
    expect(kept.length).toBe(length > 4 ? 3 : length);
  });
});
