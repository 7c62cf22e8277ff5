import { expiryTime } from './expiry-time';

const NOW = Date.UTC(2026, 0, 1);

describe('expiryTime', () => {
  it.each([
    [NOW + 1, NOW + 1],
    ['2026-01-01T00:00:01Z', NOW + 1000],
    ['2026-01-01T01:30:00+01:00', NOW + 1_800_000],
    ['2026-01-02', NOW + 86_400_000],
  ])('takes %j', (value, time) => {
    expect(expiryTime(value, NOW)).toBe(time);
  });

  it.each([
    NOW,
    NOW - 1,
    '2025-12-31T23:59:59Z',
    '2026-13-01',
    'tomorrow',
    String(NOW + 1),
    '2026-01-02T00:00:00',
    NaN,
    Infinity,
    8.64e15 + 1,
    null,
    {},
    true,
  ])('refuses %p', (value) => {
    expect(() => expiryTime(value, NOW)).toThrow(expect.objectContaining({ code: 'invalid_expiresAt' }));
  });
});
