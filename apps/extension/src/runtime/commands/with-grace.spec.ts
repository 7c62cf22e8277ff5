import { withGrace } from './with-grace';

describe('withGrace', () => {
  const never = new Promise<string>(() => undefined);
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('settles like the promise, and leaves no timer', async () => {
    const abort = new AbortController();
    await expect(withGrace(Promise.resolve('done'), abort.signal, 100)).resolves.toBe('done');
    abort.abort();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('hears what the aborted work says within the grace', async () => {
    const abort = new AbortController();
    const work = new Promise<string>((_, reject) => setTimeout(() => reject(new Error('tidied up')), 50));
    const outcome = expect(withGrace(work, abort.signal, 100)).rejects.toThrow('tidied up');
    abort.abort(new Error('cancelled'));
    await jest.advanceTimersByTimeAsync(50);
    await outcome;
  });

  it('waits no longer than the grace', async () => {
    const outcome = expect(withGrace(never, AbortSignal.abort(new Error('cancelled')), 100)).rejects.toThrow(
      'cancelled',
    );
    await jest.advanceTimersByTimeAsync(100);
    await outcome;
  });
});
