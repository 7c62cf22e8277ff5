import { Chaos } from './chaos';
import { ChaosRelay } from './chaos-relay';

const SEED = 20_260_101;
const GROWTH_BYTES = 4 * 1024 * 1024;

jest.setTimeout(120_000);

describe('a relay in chaos', () => {
  let relay: ChaosRelay;

  beforeEach(async () => (relay = await ChaosRelay.start(20, 4)));
  afterEach(() => relay.terminate());

  it('ends every command of a surviving controller once, and forgets everybody who has left', async () => {
    const report = await new Chaos(relay, { seconds: 3, seed: SEED }).run();
    expect(report.complaints).toEqual([]);
    expect(report.commands).toBeGreaterThan(500);
    expect(report.finalBytes - report.baseBytes).toBeLessThan(GROWTH_BYTES);
  });
});
