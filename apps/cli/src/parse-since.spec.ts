import { parseSince } from './parse-since';

const NOW = Date.parse('2026-11-20T14:00:00.000Z');

describe('parseSince', () => {
  it.each([
    ['90s', '2026-11-20T13:58:30.000Z'],
    ['10m', '2026-11-20T13:50:00.000Z'],
    ['2h', '2026-11-20T12:00:00.000Z'],
    ['3d', '2026-11-17T14:00:00.000Z'],
    ['2026-11-19', '2026-11-19T00:00:00.000Z'],
    ['2026-11-19T10:00:00+02:00', '2026-11-19T08:00:00.000Z'],
    [String(NOW), '2026-11-20T14:00:00.000Z'],
  ])('reads %s', (text, time) => {
    expect(parseSince('--since', text, NOW)).toBe(time);
  });

  it.each(['', 'yesterday', '10', '1w', '-5m', '2026-13-40', '2026-11-19Tnoon', '99999999999999999'])(
    'refuses "%s" and says what is allowed',
    (text) => {
      expect(() => parseSince('--since', text)).toThrow(`--since is not valid: "${text}" is no point in time such as`);
    },
  );
});
