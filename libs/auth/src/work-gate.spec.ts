import { Deferred } from '../test/deferred';
import { WorkGate } from './work-gate';

describe('WorkGate', () => {
  it('runs so many at once, lets so many wait in order, and refuses the rest', async () => {
    const gate = new WorkGate({ running: 2, waiting: 2 });
    const ends = Array.from({ length: 4 }, () => new Deferred());
    const begun: number[] = [];
    const work = ends.map((end, index) =>
      gate.run(() => {
        begun.push(index);
        return end.promise;
      }),
    );
    await expect(gate.run(async () => 'fifth')).rejects.toMatchObject({ code: 'too_many_attempts' });
    expect(begun).toEqual([0, 1]);
    ends[1]?.resolve();
    await work[1];
    await new Promise(setImmediate);
    expect(begun).toEqual([0, 1, 2]);
    for (const end of ends) end.resolve();
    await Promise.all(work);
    expect(await gate.run(async () => 'later')).toBe('later');
  });

  it('gives the place of failed work to the next', async () => {
    const gate = new WorkGate({ running: 1, waiting: 1 });
    const failed = gate.run(() => Promise.reject(new Error('no')));
    const next = gate.run(async () => 'next');
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('next');
  });
});
