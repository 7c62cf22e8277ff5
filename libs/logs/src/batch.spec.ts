import { Batch } from './batch';

describe('Batch', () => {
  let taken: number[][];
  let batch: Batch<number>;

  beforeEach(() => {
    jest.useFakeTimers();
    taken = [];
    batch = new Batch<number>(5, 3, (items) => taken.push([...items]));
  });
  afterEach(() => jest.useRealTimers());

  it('hands over together what comes within the delay', () => {
    batch.push(1);
    jest.advanceTimersByTime(4);
    batch.push(2);
    expect(taken).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(taken).toEqual([[1, 2]]);
  });

  it('hands over at once when it is full, and leaves no timer behind', () => {
    for (const item of [1, 2, 3]) batch.push(item);
    expect(taken).toEqual([[1, 2, 3]]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('collects what its own taker adds for the next time', () => {
    const again: Batch<number> = new Batch(5, 1, (items) => {
      taken.push([...items]);
      if (items[0] === 1) again.push(2);
    });
    again.push(1);
    expect(taken).toEqual([[1], [2]]);
  });
});
