import * as fc from 'fast-check';
import { KeyedSlots } from './keyed-slots';

const settle = (): Promise<void> => new Promise(setImmediate);

describe('KeyedSlots', () => {
  it('lets those in who wait for a key in the order in which they came', async () => {
    const slots = new KeyedSlots(10);
    const release = await slots.take(['a'], () => 1);
    const order: number[] = [];
    const waiting = [1, 2, 3].map(async (number) => {
      const done = await slots.take(['a'], () => 1);
      order.push(number);
      done();
    });
    release();
    await Promise.all(waiting);
    expect(order).toEqual([1, 2, 3]);
  });

  it('holds up nobody who does not need the key that is full', async () => {
    const slots = new KeyedSlots(10);
    await slots.take(['a'], () => 1);
    void slots.take(['a', 'b'], () => 1);
    expect(await slots.take(['b'], () => 1)).toBeDefined();
  });

  it('refuses those who wait when there are no slots any more', async () => {
    const slots = new KeyedSlots(10);
    let isOver = false;
    const limit = (): number => {
      if (isOver) throw new Error('over');
      return 1;
    };
    const release = await slots.take(['a'], limit);
    const waiting = [slots.take(['a'], limit), slots.take(['a'], limit)];
    isOver = true;
    release();
    for (const waiter of waiting) await expect(waiter).rejects.toThrow('over');
  });

  it('keeps within its bounds and lets everybody in at last, whoever needs what', async () => {
    const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(keys, { maxLength: 30 }), fc.integer({ min: 1, max: 3 }), async (all, limit) => {
        const slots = new KeyedSlots(100);
        const running = new Map<string, number>();
        const most = Math.max(
          0,
          ...(await Promise.all(
            all.map(async (needed) => {
              const release = await slots.take(needed, () => limit);
              const now = needed.map((key) => (running.get(key) ?? 0) + 1);
              needed.forEach((key, index) => running.set(key, now[index] ?? 0));
              await settle();
              needed.forEach((key) => running.set(key, (running.get(key) ?? 0) - 1));
              release();
              return Math.max(...now);
            }),
          )),
        );
        expect(most).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 50 },
    );
  });
});
