import { Deferred } from '../test/deferred';
import { Turns } from './turns';

describe('Turns', () => {
  it('begins a piece of work when the one before has ended, also when that failed', async () => {
    const turns = new Turns();
    const first = new Deferred();
    const order: string[] = [];
    const failed = turns.run(async () => {
      order.push('first');
      await first.promise;
    });
    const second = turns.run(async () => {
      order.push('second');
      return 2;
    });
    await new Promise(setImmediate);
    expect(order).toEqual(['first']);
    first.reject(new Error('no'));
    await expect(failed).rejects.toThrow('no');
    expect(await second).toBe(2);
  });
});
