import { untilAborted } from './until-aborted';

describe('untilAborted', () => {
  const never = new Promise<string>(() => undefined);

  it('settles like the promise when nothing aborts', async () => {
    const { signal } = new AbortController();
    await expect(untilAborted(Promise.resolve('done'), signal)).resolves.toBe('done');
    await expect(untilAborted(Promise.reject(new Error('failed')), signal)).rejects.toThrow('failed');
  });

  it('rejects with the reason of the abort, before or while it waits', async () => {
    const abort = new AbortController();
    const waiting = untilAborted(never, abort.signal);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(untilAborted(never, abort.signal)).rejects.toThrow('enough');
  });

  it('takes no notice of what the promise does afterwards', async () => {
    const late = Promise.reject(new Error('late'));
    await expect(untilAborted(late, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});
