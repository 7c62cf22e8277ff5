import * as crypto from 'node:crypto';
import * as fc from 'fast-check';
import { constantTimeEqual } from './constant-time-equal';

jest.mock('node:crypto', () => {
  const actual = jest.requireActual<typeof crypto>('node:crypto');
  return { ...actual, timingSafeEqual: jest.fn(actual.timingSafeEqual) };
});

describe('constantTimeEqual', () => {
  it('tells whether two strings are the same', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(constantTimeEqual(a, b)).toBe(a === b);
        expect(constantTimeEqual(a, `${a}`)).toBe(true);
      }),
    );
  });

  it('compares digests of one length with timingSafeEqual, whatever the lengths of the strings', () => {
    jest.mocked(crypto.timingSafeEqual).mockClear();
    constantTimeEqual('', 'x'.repeat(1000));
    const [[a, b] = []] = jest.mocked(crypto.timingSafeEqual).mock.calls;
    expect([a?.byteLength, b?.byteLength]).toEqual([32, 32]);
  });
});
