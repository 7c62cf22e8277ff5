import fc from 'fast-check';
import { ACTIONS, ANSWERS, CLIENTS, NODES, RoutingSimulation, type Happening } from '../../test/routing-simulation';

const by = fc.nat({ max: CLIENTS.length - 1 });
const on = fc.nat({ max: NODES.length - 1 });
// Few, so that controllers use the same ones at once, and again.
const id = fc.constantFrom('r1', 'r2', 'r3', 'r4');
const tab = fc.constantFrom('t1', 't2');
const timeoutMs = fc.constantFrom(100, 1000, 20_000);
const waits = fc.boolean();

function kind<const K extends Happening['kind']>(name: K): fc.Arbitrary<K> {
  return fc.constant(name);
}

const command = fc.record(
  { kind: kind('command'), by, id, on, tab, waits, timeoutMs, action: fc.constantFrom(...ACTIONS) },
  { requiredKeys: ['kind', 'by', 'id', 'on', 'waits', 'timeoutMs', 'action'] },
);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: command },
  {
    weight: 5,
    arbitrary: fc.record({ kind: kind('answer'), on, which: fc.nat({ max: 5 }), how: fc.constantFrom(...ANSWERS) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('cancel'), by, id }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: kind('lock'), by, on, tab, waits, timeoutMs, leaseMs: fc.constantFrom(50, 3000) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('unlock'), by, on, tab }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('pass'), ms: fc.constantFrom(1, 50, 999, 5000) }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('controller'), by }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('node'), on, replace: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('update'), on, id }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('stray'), on, id }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('grant'), by, on }) },
);

describe('the routing, whatever happens in whatever order', () => {
  it('keeps its promises: one terminal frame, one command per lane, first in first out, nothing for strangers, nothing left', () => {
    const history = fc.array(happening, { maxLength: 80, size: 'max' });
    fc.assert(
      fc.property(history, fc.boolean(), fc.boolean(), (happenings, exhausts, nodesFirst) => {
        const simulation = new RoutingSimulation();
        for (const each of happenings) simulation.happen(each);
        if (exhausts) simulation.exhaust();
        simulation.end(nodesFirst);
      }),
      { numRuns: Number(process.env.OTTO_MODEL_RUNS ?? 1000) },
    );
  });
});
