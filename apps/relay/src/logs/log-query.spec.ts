import { toLogFilter } from './log-query';

describe('toLogFilter', () => {
  it('narrows nothing when nothing is asked', () => {
    expect(Object.values(toLogFilter({})).filter((value) => value !== undefined)).toEqual([]);
  });

  it('turns texts into values', () => {
    expect(
      toLogFilter({ latest: '20', level: 'warn', source: 'node', nodeId: 'node_a', requestId: 'r1' }),
    ).toMatchObject({
      latest: 20,
      level: 'warn',
      source: 'node',
      nodeId: 'node_a',
      requestId: 'r1',
    });
  });

  it('takes source all for every source', () => {
    expect(toLogFilter({ source: 'all' }).source).toBeUndefined();
  });

  it.each([
    ['0', 0],
    ['1795000000000', 1_795_000_000_000],
    ['2026-11-20', Date.parse('2026-11-20T00:00:00Z')],
    ['2026-11-20T10:00:00Z', Date.parse('2026-11-20T10:00:00Z')],
    ['2026-11-20T10:00:00.123+01:00', Date.parse('2026-11-20T09:00:00.123Z')],
  ])('takes %s for a point in time', (since, time) => {
    expect(toLogFilter({ since }).since).toBe(time);
  });

  it.each([
    '',
    'yesterday',
    '-1',
    '1e9',
    '2026-13-01',
    '2026-02-31',
    '2026-11-20T25:00:00Z',
    'Nov 20 2026',
    '9'.repeat(15),
  ])('refuses since %j', (since) => {
    expect(() => toLogFilter({ since })).toThrow(expect.objectContaining({ code: 'invalid_since' }));
  });
});
