import { makeFrame, OttoError, type MessageType } from '@otto/protocol';
import { PendingRequests, type RequestOptions } from './pending-requests';

const options = (requestId: string, more: Partial<RequestOptions> = {}): RequestOptions => ({
  requestId,
  answer: 'result',
  timeoutMs: 1000,
  timeout: () => new OttoError('command_timed_out'),
  ...more,
});
const frame = (type: MessageType, requestId: string, payload: object = {}): ReturnType<typeof makeFrame> =>
  makeFrame('relay', type, requestId, payload);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('PendingRequests', () => {
  it('gives each request the answer with its requestId, in whatever order they come', async () => {
    const pending = new PendingRequests();
    const answers = [pending.expect(options('a')), pending.expect(options('b'))];
    pending.deliver(frame('result', 'b', { n: 2 }));
    pending.deliver(frame('result', 'a', { n: 1 }));
    await expect(Promise.all(answers)).resolves.toEqual([{ n: 1 }, { n: 2 }]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('rejects with the error that the relay sent, and its requestId', async () => {
    const pending = new PendingRequests();
    const answer = pending.expect(options('a'));
    pending.deliver(frame('error', 'a', { ...new OttoError('rate_limited').toPayload(), retryAfterMs: 50 }));
    await expect(answer).rejects.toMatchObject({
      code: 'rate_limited',
      details: { requestId: 'a', retryAfterMs: 50 },
    });
  });

  it('ignores answers that nobody waits for, and those of another kind', async () => {
    const pending = new PendingRequests();
    const answer = pending.expect(options('a'));
    pending.deliver(frame('result', 'unknown'));
    pending.deliver(frame('pong', 'a'));
    pending.deliver(frame('result', 'a', { n: 1 }));
    await expect(answer).resolves.toEqual({ n: 1 });
  });

  it('tells of events on the way', () => {
    const pending = new PendingRequests();
    const events: unknown[] = [];
    void pending.expect(options('a', { onEvent: (event) => events.push(event) }));
    pending.deliver(frame('event', 'a', { type: 'routed' }));
    expect(events).toEqual([{ type: 'routed' }]);
  });

  it('ends every request at its deadline', async () => {
    const pending = new PendingRequests();
    const answer = pending.expect(options('a'));
    jest.advanceTimersByTime(1000);
    await expect(answer).rejects.toMatchObject({ code: 'command_timed_out' });
  });

  it('ends every request with the session', async () => {
    const pending = new PendingRequests();
    const answers = [pending.expect(options('a')), pending.expect(options('b'))];
    pending.end(new Error('gone'));
    await expect(Promise.allSettled(answers)).resolves.toEqual([
      { status: 'rejected', reason: new Error('gone') },
      { status: 'rejected', reason: new Error('gone') },
    ]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('refuses a requestId that is still in use', () => {
    const pending = new PendingRequests();
    void pending.expect(options('a'));
    expect(() => pending.expect(options('a'))).toThrow(expect.objectContaining({ code: 'duplicate_request_id' }));
  });

  it('holds a bounded number of requests', () => {
    const pending = new PendingRequests();
    for (let i = 0; i < 10_000; i += 1) void pending.expect(options(`r${i}`));
    expect(() => pending.expect(options('more'))).toThrow(
      expect.objectContaining({ code: 'controller_queue_overflow' }),
    );
  });
});
