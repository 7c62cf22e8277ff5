import type { NodeStatus } from '../node-status';
import { MemoryStore } from '../testing/memory-store';
import { StatusPublisher } from './status-publisher';

describe('StatusPublisher', () => {
  let status: NodeStatus;
  let store: MemoryStore;
  let shown: NodeStatus[];
  let publisher: StatusPublisher;

  beforeEach(() => {
    jest.useFakeTimers();
    status = { state: 'authenticated_connected' };
    store = new MemoryStore();
    shown = [];
    publisher = new StatusPublisher(store, { show: (next) => shown.push(next) }, () => status);
  });
  afterEach(() => jest.useRealTimers());

  it('publishes in storage and on the badge', async () => {
    publisher.publish();
    expect(await store.get(['status'])).toEqual({ status });
    expect(shown).toEqual([status]);
  });

  it('says nothing twice', () => {
    publisher.publish();
    publisher.publish();
    expect(shown).toHaveLength(1);
  });

  it('does not show commands that are over at once', () => {
    publisher.publish();
    status = { ...status, running: [{ requestId: 'req-1', action: 'a', startedAt: 1 }] };
    publisher.publishSoon();
    jest.advanceTimersByTime(199);
    status = { state: 'authenticated_connected' };
    publisher.publishSoon();
    jest.runAllTimers();
    expect(shown).toHaveLength(1);
  });

  it('shows commands that take longer, and that they have ended', () => {
    publisher.publish();
    status = { ...status, running: [{ requestId: 'req-1', action: 'a', startedAt: 1 }] };
    publisher.publishSoon();
    jest.advanceTimersByTime(200);
    status = { state: 'authenticated_connected' };
    publisher.publishSoon();
    jest.advanceTimersByTime(200);
    expect(shown.map(({ running }) => running?.length ?? 0)).toEqual([0, 1, 0]);
  });

  it('leaves no timer behind when it publishes meanwhile', () => {
    publisher.publishSoon();
    publisher.publish();
    expect(jest.getTimerCount()).toBe(0);
  });
});
