import { GapQueue } from './gap-queue';

const open = (bounds: { maxEvents?: number; maxChars?: number } = {}): GapQueue<string> =>
  new GapQueue({
    maxEvents: 100,
    maxChars: 1000,
    charsOf: (text) => text.length,
    gapOf: (count) => `gap ${count}`,
    ...bounds,
  });
const takeAll = (queue: GapQueue<string>): string[] => {
  const taken: string[] = [];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) taken.push(next);
  return taken;
};

describe('GapQueue', () => {
  it('gives what it got, in order', () => {
    const queue = open();
    for (const text of ['a', 'b']) expect(queue.add(text)).toBe(true);
    expect(takeAll(queue)).toEqual(['a', 'b']);
    expect(queue.chars).toBe(0);
  });

  it.each([{ maxEvents: 2 }, { maxChars: 2 }])('takes no more than it may hold: %j', (bounds) => {
    const queue = open(bounds);
    expect(['a', 'b', 'c', 'd'].map((text) => queue.add(text))).toEqual([true, true, false, false]);
    expect(takeAll(queue)).toEqual(['a', 'b', 'gap 2']);
    expect(takeAll(queue)).toEqual([]);
  });

  it('tells a gap where it is when it goes on', () => {
    const queue = open({ maxEvents: 2 });
    for (const text of ['a', 'b', 'c']) queue.add(text);
    expect(queue.shift()).toBe('a');
    queue.add('d');
    expect(takeAll(queue)).toEqual(['b', 'gap 1', 'd']);
  });

  it('takes the last one even when it is full', () => {
    const queue = open({ maxEvents: 1 });
    for (const text of ['a', 'b']) queue.add(text);
    queue.addAnyway('end');
    expect(takeAll(queue)).toEqual(['a', 'gap 1', 'end']);
  });
});
