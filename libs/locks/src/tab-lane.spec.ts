import type { WaitPolicy } from '@otto/protocol';
import type { TabUser } from './tab';
import { TabLane, type LaneMember } from './tab-lane';
import { WaitBudget } from './wait-budget';

interface TestCommand extends LaneMember {
  readonly name: string;
}

const ADA = controller('ada');
const BOB = controller('bob');

describe('TabLane', () => {
  let leaseHolder: TabUser | undefined;
  let lane: TabLane<TestCommand>;

  beforeEach(() => {
    leaseHolder = undefined;
    const permits = ({ id }: TabUser): boolean => leaseHolder === undefined || leaseHolder.id === id;
    lane = new TabLane({ nodeId: 'node_a', tabSessionId: 'tab' }, 3, permits);
  });

  it('runs one command at a time', () => {
    expect(lane.enter(command('first', ADA))).toBe('running');
    expect(lane.enter(command('second', ADA))).toBe('waiting');
    expect(lane.next()).toBeUndefined();
  });

  it('is first in, first out across controllers', () => {
    const first = command('first', ADA);
    const second = command('second', BOB);
    const third = command('third', ADA);
    [first, second, third].forEach((each) => lane.enter(each));
    lane.leave(first);
    expect(lane.next()?.name).toBe('second');
    lane.leave(second);
    expect(lane.next()?.name).toBe('third');
    lane.leave(third);
    expect(lane.next()).toBeUndefined();
    expect(lane.isEmpty).toBe(true);
  });

  it('refuses a command that will not wait: tab_busy', () => {
    lane.enter(command('first', ADA));
    expect(() => lane.enter(command('second', ADA, 'fail_fast'))).toThrow(
      expect.objectContaining({ code: 'tab_busy' }),
    );
    expect(lane.depth).toBe(0);
  });

  it('refuses a command that the lease keeps out and that will not wait: tab_locked, also when the tab is busy', () => {
    leaseHolder = BOB;
    const locked = expect.objectContaining({ code: 'tab_locked' });
    expect(() => lane.enter(command('free', ADA, 'fail_fast'))).toThrow(locked);
    lane.enter(command('running', BOB));
    expect(() => lane.enter(command('busy', ADA, 'fail_fast'))).toThrow(locked);
  });

  it('lets the holder of the lease overtake those who wait for the lease', () => {
    leaseHolder = BOB;
    const kept = command('kept out', ADA);
    const holders = command('of the holder', BOB);
    expect(lane.enter(kept)).toBe('waiting');
    expect(lane.enter(holders)).toBe('running');
    lane.leave(holders);
    expect(lane.next()).toBeUndefined();
    leaseHolder = undefined;
    expect(lane.next()).toBe(kept);
  });

  it('bounds how many wait: tab_queue_overflow', () => {
    for (let count = 0; count < 4; count += 1) lane.enter(command(`${count}`, controller(`c${count}`)));
    expect(() => lane.enter(command('one too many', ADA))).toThrow(
      expect.objectContaining({ code: 'tab_queue_overflow' }),
    );
  });

  it("counts waiting commands in their controller's budget exactly while they wait", () => {
    const eve = controller('eve', 1);
    const running = command('running', eve);
    const waiting = command('waiting', eve);
    lane.enter(running);
    lane.enter(waiting);
    expect(() => lane.enter(command('one too many', eve))).toThrow(
      expect.objectContaining({ code: 'controller_queue_overflow' }),
    );
    lane.leave(running);
    lane.next();
    expect(eve.waiting.isUnused).toBe(true);
    const dropped = command('dropped', eve);
    lane.enter(dropped);
    lane.leave(dropped);
    expect(eve.waiting.isUnused).toBe(true);
  });

  it('ignores the leaving of a command that is not in it', () => {
    const running = command('running', ADA);
    lane.enter(running);
    lane.leave(command('stranger', ADA));
    expect(lane.next()).toBeUndefined();
  });
});

function controller(id: string, mayWait = 100): LaneMember['owner'] {
  return { id, waiting: new WaitBudget(mayWait, 1_000_000) };
}

function command(name: string, owner: LaneMember['owner'], waitPolicy: WaitPolicy = 'wait_with_timeout'): TestCommand {
  return { name, owner, waitPolicy, heldBytes: 100 };
}
