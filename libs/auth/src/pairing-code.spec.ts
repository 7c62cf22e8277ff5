import { constantTimeEqual } from './constant-time-equal';
import { findByCode, newPairingCode } from './pairing-code';

jest.mock('./constant-time-equal', () => {
  const actual = jest.requireActual<{ constantTimeEqual: typeof constantTimeEqual }>('./constant-time-equal');
  return { constantTimeEqual: jest.fn(actual.constantTimeEqual) };
});

describe('newPairingCode', () => {
  it('never gives a code that is in use', () => {
    const notSevens = { has: (code: string) => !code.endsWith('7') } as ReadonlySet<string>;
    const codes = Array.from({ length: 200 }, () => newPairingCode(notSevens));
    expect(codes.every((code) => /^\d{3}-\d{2}7$/.test(code))).toBe(true);
  });

  it('draws from all codes', () => {
    const codes = Array.from({ length: 2000 }, () => newPairingCode(new Set()));
    for (let position = 0; position < 7; position += 1) {
      expect(new Set(codes.map((code) => code[position])).size).toBe(position === 3 ? 1 : 10);
    }
    expect(new Set(codes).size).toBeGreaterThan(1950);
  });
});

describe('findByCode', () => {
  it('compares with every code, in constant time, whether one of them fits or not', () => {
    const compare = jest.mocked(constantTimeEqual).mockClear();
    const candidates = ['111-111', '222-222', '333-333'].map((code) => ({ code }));
    expect(findByCode(candidates, '111-111')).toBe(candidates[0]);
    expect(compare).toHaveBeenCalledTimes(3);
    expect(findByCode(candidates, '444-444')).toBeUndefined();
    expect(compare).toHaveBeenCalledTimes(6);
  });
});
