import { pause, startDeadline, unlessAborted } from './deadline';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('startDeadline', () => {
  it('aborts when its time is over', () => {
    const { signal } = startDeadline(100);
    jest.advanceTimersByTime(99);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(signal.aborted).toBe(true);
  });

  it('aborts with the caller, for the reason of the caller', () => {
    const caller = new AbortController();
    const { signal } = startDeadline(100, caller.signal);
    caller.abort('enough');
    expect(signal).toMatchObject({ aborted: true, reason: 'enough' });
  });

  it('is over at once when the caller has aborted before', () => {
    expect(startDeadline(100, AbortSignal.abort('before')).signal).toMatchObject({ aborted: true, reason: 'before' });
  });

  it('is never over when that is asked for', () => {
    const deadline = startDeadline(Infinity);
    jest.advanceTimersByTime(60_000);
    deadline.restart(Infinity);
    jest.advanceTimersByTime(60_000);
    expect(deadline.signal.aborted).toBe(false);
    deadline.clear();
  });

  it('leaves no timer behind', () => {
    startDeadline(100).clear();
    const caller = new AbortController();
    startDeadline(100, caller.signal);
    caller.abort();
    startDeadline(100, AbortSignal.abort());
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('unlessAborted', () => {
  it('gives what the promise becomes', async () => {
    await expect(unlessAborted(Promise.resolve(1), new AbortController().signal)).resolves.toBe(1);
  });

  it('rejects when the signal aborts first', async () => {
    const caller = new AbortController();
    const waiting = unlessAborted(new Promise(() => undefined), caller.signal);
    caller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
});

describe('pause', () => {
  it('leaves no timer behind when it is cut short', async () => {
    const caller = new AbortController();
    const waiting = pause(1000, caller.signal);
    caller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    expect(jest.getTimerCount()).toBe(0);
  });
});
