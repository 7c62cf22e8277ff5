import { BoundedQueue } from './bounded-queue';

let gaps: number[];

function queue(maxItems: number, maxSize = Infinity): BoundedQueue<string> {
  gaps = [];
  return new BoundedQueue({ maxItems, maxSize, onGap: (dropped) => gaps.push(dropped) });
}

async function drain(read: BoundedQueue<string>): Promise<string[]> {
  read.end();
  const values: string[] = [];
  for await (const value of read) values.push(value);
  return values;
}

describe('BoundedQueue', () => {
  it('hands items over in order, to readers that wait and to those that come later', async () => {
    const items = queue(10);
    const waiting = [items.next(), items.next()];
    for (const item of ['a', 'b', 'c']) items.push(item, 1);
    expect(await Promise.all(waiting)).toEqual([
      { value: 'a', done: false },
      { value: 'b', done: false },
    ]);
    expect(await drain(items)).toEqual(['c']);
    expect(gaps).toEqual([]);
  });

  it('drops the oldest beyond its number of items, and tells so when its reader gets there', async () => {
    const items = queue(2);
    for (const item of ['a', 'b', 'c', 'd']) items.push(item, 1);
    expect(gaps).toEqual([]);
    expect(await items.next()).toEqual({ value: 'c', done: false });
    expect(gaps).toEqual([2]);
    for (const item of ['e', 'f']) items.push(item, 1);
    expect(await drain(items)).toEqual(['e', 'f']);
    expect(gaps).toEqual([2, 1]);
  });

  it('drops the oldest beyond its size, but never the newest', async () => {
    const items = queue(10, 100);
    for (const item of ['a', 'b', 'c']) items.push(item, 40);
    items.push('large', 1000);
    expect(await drain(items)).toEqual(['large']);
    expect(gaps).toEqual([3]);
  });

  it('keeps nothing when it may not', async () => {
    const items = queue(0);
    items.push('a', 1);
    expect(await drain(items)).toEqual([]);
  });

  it('lets what is in it be read after its end, then tells the error once', async () => {
    const items = queue(10);
    items.push('a', 1);
    items.end(new Error('over'));
    items.push('b', 1);
    expect(await items.next()).toEqual({ value: 'a', done: false });
    await expect(items.next()).rejects.toThrow('over');
    expect(await items.next()).toEqual({ value: undefined, done: true });
  });

  it('tells readers that wait of its end: one the error, the others that it is over', async () => {
    const items = queue(10);
    const waiting = Promise.allSettled([items.next(), items.next()]);
    items.end(new Error('over'));
    expect(await waiting).toMatchObject([
      { status: 'rejected', reason: { message: 'over' } },
      { status: 'fulfilled', value: { done: true } },
    ]);
  });
});
