import { SimulatedTime } from '@otto/locks';
import { LIMITS } from '@otto/protocol';
import { LateAnswers } from './late-answers';

const REMEMBERED_MS = LIMITS.commandTimeoutMs.max;

describe('LateAnswers', () => {
  let time: SimulatedTime;
  let emptied: number;
  let late: LateAnswers;

  beforeEach(() => {
    time = new SimulatedTime();
    emptied = 0;
    late = new LateAnswers(time, () => (emptied += 1));
  });

  it('remembers a requestId until its answer has come', () => {
    late.expect('a');
    late.expect('b');
    late.arrived('a');
    expect([late.has('a'), late.has('b'), emptied]).toEqual([false, true, 0]);
    late.arrived('b');
    expect([late.isEmpty, emptied, time.runningTimers]).toEqual([true, 1, 0]);
  });

  it('forgets one that is never answered', () => {
    late.expect('a');
    time.advance(REMEMBERED_MS / 2);
    late.expect('b');
    time.advance(REMEMBERED_MS / 2);
    expect([late.has('a'), late.has('b')]).toEqual([false, true]);
    time.advance(REMEMBERED_MS);
    expect([late.isEmpty, emptied, time.runningTimers]).toEqual([true, 1, 0]);
  });

  it('is bounded: the oldest goes first', () => {
    for (let count = 0; count <= 1000; count += 1) late.expect(`r${count}`);
    expect([late.has('r0'), late.has('r1'), late.has('r1000')]).toEqual([false, true, true]);
  });

  it('does not mind an answer that nobody expects', () => {
    late.arrived('stray');
    expect(emptied).toBe(0);
  });
});
