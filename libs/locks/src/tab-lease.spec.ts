import { SimulatedTime } from './simulated-time';
import { TabLease, type LeaseOwner, type LeaseRequest } from './tab-lease';
import { WaitBudget } from './wait-budget';

const TAB = { nodeId: 'node_a', tabSessionId: 'tab' };
type Request = LeaseRequest<LeaseOwner>;

describe('TabLease', () => {
  let time: SimulatedTime;
  let told: string[];
  let permitted: string[][];
  let lease: TabLease<LeaseOwner>;
  let ada: LeaseOwner;
  let bob: LeaseOwner;
  let eve: LeaseOwner;

  beforeEach(() => {
    time = new SimulatedTime(0);
    told = [];
    permitted = [];
    lease = new TabLease(TAB, 2, time, {
      acquired: ({ request }) => told.push(`${request.requestId} acquired at ${time.now()}`),
      renewed: ({ request, expiresAt }) => told.push(`${request.requestId} renewed until ${expiresAt}`),
      expired: ({ request }) => told.push(`${request.requestId} expired at ${time.now()}`),
      waitTimedOut: ({ requestId }) => told.push(`${requestId} timed out at ${time.now()}`),
      changedHands: () => permitted.push([ada, bob, eve].filter((each) => lease.permits(each)).map(({ id }) => id)),
    });
    [ada, bob, eve] = ['ada', 'bob', 'eve'].map((id) => ({ id, waiting: new WaitBudget(10, 1000) })) as [
      LeaseOwner,
      LeaseOwner,
      LeaseOwner,
    ];
  });

  it('lets everybody in while nobody holds it, and only its holder afterwards', () => {
    expect([lease.permits(ada), lease.permits(bob)]).toEqual([true, true]);
    expect(lease.request(ask(ada, 'a1'))).toBe('acquired');
    expect([lease.permits(ada), lease.permits(bob)]).toEqual([true, false]);
  });

  it('expires on time, and not a moment before', () => {
    lease.request(ask(ada, 'a1', { leaseMs: 50 }));
    time.advance(49);
    expect(lease.held).toBeDefined();
    time.advance(1);
    expect(told).toEqual(['a1 acquired at 0', 'a1 expired at 50']);
    expect([lease.isIdle, time.runningTimers]).toEqual([true, 0]);
  });

  it('is renewed by its holder for the new length from now on', () => {
    lease.request(ask(ada, 'a1', { leaseMs: 50 }));
    time.advance(40);
    expect(lease.request(ask(ada, 'a2', { leaseMs: 100 }))).toBe('renewed');
    time.advance(99);
    expect(lease.held?.expiresAt).toBe(140);
    time.advance(1);
    expect(told).toEqual(['a1 acquired at 0', 'a2 renewed until 140', 'a2 expired at 140']);
  });

  it('reports a conflict to whoever does not want to wait, and changes nothing', () => {
    lease.request(ask(ada, 'a1'));
    expect(lease.request(ask(bob, 'b1', { waitPolicy: 'fail_fast' }))).toBe('conflict');
    expect(lease.held?.request.requestId).toBe('a1');
  });

  it('goes to those who wait in the order of their coming, when it is released and when it expires', () => {
    lease.request(ask(ada, 'a1'));
    expect(lease.request(ask(bob, 'b1', { leaseMs: 60 }))).toBe('waiting');
    lease.request(ask(eve, 'e1'));
    time.advance(10);
    lease.release(ada);
    time.advance(60);
    expect(told).toEqual(['a1 acquired at 0', 'b1 acquired at 10', 'b1 expired at 70', 'e1 acquired at 70']);
  });

  it('says when others may run, after it has changed hands', () => {
    lease.request(ask(ada, 'a1', { leaseMs: 50 }));
    lease.request(ask(bob, 'b1', { leaseMs: 50 }));
    expect(permitted).toEqual([]);
    time.advance(100);
    expect(permitted).toEqual([['bob'], ['ada', 'bob', 'eve']]);
  });

  it('ends a wait that takes too long', () => {
    lease.request(ask(ada, 'a1'));
    lease.request(ask(bob, 'b1', { timeoutMs: 100 }));
    time.advance(100);
    expect(told.at(-1)).toBe('b1 timed out at 100');
    lease.release(ada);
    expect([lease.isIdle, bob.waiting.isUnused]).toEqual([true, true]);
  });

  it('bounds how many wait: tab_queue_overflow', () => {
    lease.request(ask(ada, 'a1'));
    lease.request(ask(bob, 'b1'));
    lease.request(ask(bob, 'b2'));
    expect(() => lease.request(ask(eve, 'e1'))).toThrow(expect.objectContaining({ code: 'tab_queue_overflow' }));
  });

  it('is released by its holder only: lock_not_owner, lock_not_found', () => {
    expect(() => lease.heldBy(ada)).toThrow(expect.objectContaining({ code: 'lock_not_found' }));
    lease.request(ask(ada, 'a1'));
    expect(() => lease.heldBy(bob)).toThrow(expect.objectContaining({ code: 'lock_not_owner' }));
    lease.release(bob);
    expect(lease.heldBy(ada).request.requestId).toBe('a1');
    lease.release(ada);
    expect(lease.isIdle).toBe(true);
  });

  it('forgets a controller that is gone, whether it holds or waits', () => {
    lease.request(ask(ada, 'a1'));
    lease.request(ask(bob, 'b1'));
    lease.request(ask(eve, 'e1'));
    lease.forget(bob);
    lease.forget(ada);
    expect(lease.held?.request.requestId).toBe('e1');
    lease.forget(eve);
    expect([lease.isIdle, time.runningTimers, bob.waiting.isUnused]).toEqual([true, 0, true]);
  });

  it('takes a waiting request back', () => {
    const waiting = ask(bob, 'b1');
    lease.request(ask(ada, 'a1'));
    lease.request(waiting);
    expect([lease.withdraw(waiting), lease.withdraw(waiting)]).toEqual([true, false]);
    lease.release(ada);
    expect([lease.isIdle, time.runningTimers]).toEqual([true, 0]);
  });
});

function ask(owner: LeaseOwner, requestId: string, rest: Partial<Request> = {}): Request {
  return { owner, requestId, leaseMs: 30_000, waitPolicy: 'wait_with_timeout', timeoutMs: 30_000, ...rest };
}
