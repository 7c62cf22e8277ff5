import { SimulatedTime } from './simulated-time';

describe('SimulatedTime', () => {
  it('rings what falls due in the order of its moments, also what is started meanwhile', () => {
    const time = new SimulatedTime(0);
    const rung: string[] = [];
    time.start(20, () => rung.push(`late at ${time.now()}`));
    time.start(10, () => {
      rung.push(`early at ${time.now()}`);
      time.start(5, () => rung.push(`nested at ${time.now()}`));
    });
    time.advance(20);
    expect(rung).toEqual(['early at 10', 'nested at 15', 'late at 20']);
    expect(time.now()).toBe(20);
  });

  it('rings equal moments in the order of their start, and nothing that was stopped', () => {
    const time = new SimulatedTime(0);
    const rung: string[] = [];
    time.start(5, () => rung.push('first'));
    const stopped = time.start(5, () => rung.push('stopped'));
    time.start(5, () => rung.push('second'));
    time.stop(stopped);
    time.advance(5);
    expect(rung).toEqual(['first', 'second']);
    expect(time.runningTimers).toBe(0);
  });
});
