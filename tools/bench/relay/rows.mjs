// What is measured, and what is to be reached: the relay against the forwarder of the same run, except where it stands alone.

/** What each row shows. `size` is that of the unit. */
export const FIGURES = [
  { figure: 'cpuMicroseconds', unit: 'µs CPU' },
  { figure: 'perSecond', unit: '1/s' },
  { figure: 'p50', unit: 'ms p50' },
  { figure: 'p99', unit: 'ms p99' },
  { figure: 'rssBytes', unit: 'MiB', size: 2 ** 20 },
];

const FORTY = { controllers: 10, nodes: 4, inFlight: 4, resultBytes: 200, warmUp: 10_000, count: 30_000 };

export const ROWS = [
  {
    name: '1 in flight',
    kind: 'commands',
    load: { controllers: 1, nodes: 1, inFlight: 1, resultBytes: 200, warmUp: 5_000, count: 10_000 },
    checks: [],
  },
  {
    name: '40 in flight',
    kind: 'commands',
    load: FORTY,
    checks: [
      { figure: 'cpuMicroseconds', most: 1.6 },
      { figure: 'p99', most: 2 },
    ],
  },
  {
    name: '64 kB result',
    kind: 'commands',
    load: { controllers: 4, nodes: 4, inFlight: 2, resultBytes: 65_536, warmUp: 4_000, count: 6_000 },
    checks: [{ figure: 'cpuMicroseconds', most: 0.8 }],
  },
  {
    name: '200 B update',
    kind: 'updates',
    load: { controllers: 1, nodes: 1, inFlight: 32, updateBytes: 200, warmUp: 5_000, count: 40_000 },
    checks: [{ figure: 'cpuMicroseconds', most: 1.8 }],
  },
  {
    name: '64 kB update',
    kind: 'updates',
    load: { controllers: 1, nodes: 1, inFlight: 8, updateBytes: 65_536, warmUp: 2_000, count: 6_000 },
    checks: [{ figure: 'cpuMicroseconds', most: 0.8 }],
  },
];

/** Absolute figures of the relay alone. */
export const GROWTH = { ...FORTY, early: 20_000, total: 200_000, mostRatio: 1.1 };
export const IDLE = { nodes: 2_000, mostKib: 25 };
export const START = { mostMs: 1_000 };
