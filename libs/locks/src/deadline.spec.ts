import { Deadline } from './deadline';
import { SimulatedTime } from './simulated-time';

describe('Deadline', () => {
  const time = new SimulatedTime();

  it('says once that it has passed, at its moment and not before', () => {
    const passed: number[] = [];
    const deadline = new Deadline(time, 100, () => passed.push(time.now()));
    time.advance(99);
    expect([passed, deadline.hasPassed]).toEqual([[], false]);
    time.advance(1000);
    expect([passed, deadline.hasPassed]).toEqual([[deadline.at], true]);
  });

  it('says nothing once it is cleared, and leaves no timer', () => {
    const deadline = new Deadline(time, 100, () => {
      throw new Error('passed');
    });
    deadline.clear();
    deadline.clear();
    expect(time.runningTimers).toBe(0);
    time.advance(1000);
  });
});
