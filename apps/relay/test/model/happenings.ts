import fc from 'fast-check';

export const CLIENTS = ['clt_a', 'clt_a', 'clt_b'] as const;
export const NODES = ['node_a', 'node_b'] as const;
const ACTIONS = ['primitive.dom.extract_text', 'listener.subscribe', 'listener.unsubscribe', 'command.test'] as const;
const COMINGS = ['toggled', 'replaced', 'resumed'] as const;
const ANSWERS = ['completed', 'failed', 'cancelled', 'timed_out', 'error', 'stream', 'nonsense'] as const;

/** What can happen to a relay, by kind: a peer does something, or time passes. Peers are named by their index. */
export interface Happenings {
  command: { by: number; id: string; on: number; tab?: string; waits: boolean; timeoutMs: number; action: string };
  cancel: { by: number; id: string };
  lock: { by: number; on: number; tab: string; waits: boolean; leaseMs: number; timeoutMs: number };
  unlock: { by: number; on: number; tab: string };
  /** A node answers one of the commands that it was sent. */
  answer: { on: number; which: number; how: (typeof ANSWERS)[number] };
  /** A node answers what it was never sent. */
  stray: { on: number; id: string };
  update: { on: number; id: string };
  pass: { ms: number };
  /** A controller goes, or comes back. */
  controller: { by: number };
  /** A node goes, comes back, or comes twice: then with nothing, or with some of its commands, a bit for each. */
  node: { on: number; how: (typeof COMINGS)[number]; keeps: number };
  /** A grant is taken away, or given back. */
  grant: { by: number; on: number };
}

export type HappeningKind = keyof Happenings;
export type Happening = { [K in HappeningKind]: { kind: K } & Happenings[K] }[HappeningKind];

const by = fc.nat({ max: CLIENTS.length - 1 });
const on = fc.nat({ max: NODES.length - 1 });
// Few, so that controllers use the same ones at once, and again.
const id = fc.constantFrom('r1', 'r2', 'r3', 'r4');
const tab = fc.constantFrom('t1', 't2');
const timeoutMs = fc.constantFrom(100, 1000, 20_000);
const waits = fc.boolean();

const ARBITRARIES: { [K in HappeningKind]: { weight: number; arbitrary: fc.Arbitrary<Happenings[K]> } } = {
  command: {
    weight: 8,
    arbitrary: fc.record(
      { by, id, on, tab, waits, timeoutMs, action: fc.constantFrom(...ACTIONS) },
      { requiredKeys: ['by', 'id', 'on', 'waits', 'timeoutMs', 'action'] },
    ),
  },
  answer: { weight: 5, arbitrary: fc.record({ on, which: fc.nat({ max: 5 }), how: fc.constantFrom(...ANSWERS) }) },
  cancel: { weight: 2, arbitrary: fc.record({ by, id }) },
  lock: { weight: 2, arbitrary: fc.record({ by, on, tab, waits, timeoutMs, leaseMs: fc.constantFrom(50, 3000) }) },
  unlock: { weight: 1, arbitrary: fc.record({ by, on, tab }) },
  pass: { weight: 3, arbitrary: fc.record({ ms: fc.constantFrom(1, 50, 999, 5000) }) },
  controller: { weight: 1, arbitrary: fc.record({ by }) },
  node: { weight: 1, arbitrary: fc.record({ on, how: fc.constantFrom(...COMINGS), keeps: fc.nat({ max: 63 }) }) },
  update: { weight: 1, arbitrary: fc.record({ on, id }) },
  stray: { weight: 1, arbitrary: fc.record({ on, id }) },
  grant: { weight: 1, arbitrary: fc.record({ by, on }) },
};

export const anyHappening = fc.oneof(
  ...Object.entries(ARBITRARIES).map(([kind, { weight, arbitrary }]) => ({
    weight,
    arbitrary: (arbitrary as fc.Arbitrary<object>).map((details) => ({ kind, ...details }) as Happening),
  })),
);
