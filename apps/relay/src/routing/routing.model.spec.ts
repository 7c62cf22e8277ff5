import fc from 'fast-check';
import { anyHappening } from '../../test/model/happenings';
import { LEAVERS, RoutingSimulation } from '../../test/model/routing-simulation';

const RUNS = Number(process.env.OTTO_MODEL_RUNS ?? 2000);
jest.setTimeout(600_000);

describe('the routing, whatever happens in whatever order', () => {
  it('keeps its promises: one terminal frame, one command per lane, first in first out, nothing for strangers, nothing left', () => {
    const history = fc.array(anyHappening, { maxLength: 80, size: 'max' });
    fc.assert(
      fc.property(history, fc.boolean(), fc.constantFrom(...LEAVERS), (happenings, exhausts, first) => {
        const simulation = new RoutingSimulation();
        for (const each of happenings) simulation.happen(each);
        if (exhausts) simulation.exhaust();
        simulation.end(first);
      }),
      { numRuns: RUNS },
    );
  });
});
