import { Pause } from './pause';

describe('Pause', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is over after its time', async () => {
    const paused = new Pause().for(1000, new AbortController().signal);
    await jest.advanceTimersByTimeAsync(1000);
    await expect(paused).resolves.toBeUndefined();
  });

  it('is over at once when somebody ends it', async () => {
    const pause = new Pause();
    const paused = pause.untilEnded(new AbortController().signal);
    pause.end();
    await expect(paused).resolves.toBeUndefined();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('rejects when what it is part of is aborted', async () => {
    const abort = new AbortController();
    const paused = new Pause().for(1000, abort.signal);
    abort.abort(new Error('stopped'));
    await expect(paused).rejects.toThrow('stopped');
  });
});
