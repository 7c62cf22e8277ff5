import { delay } from './delay';

describe('delay', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('resolves when the time is over, and not before', async () => {
    let done = false;
    const waiting = delay(100, new AbortController().signal).then(() => (done = true));
    await jest.advanceTimersByTimeAsync(99);
    expect(done).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    await waiting;
    expect(done).toBe(true);
  });

  it('ends at once with the reason of the abort, and leaves no timer', async () => {
    const abort = new AbortController();
    const waiting = delay(100, abort.signal);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not start when it was aborted before', async () => {
    await expect(delay(100, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
  });
});
