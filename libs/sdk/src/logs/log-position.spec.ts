import type { LogEntry } from '@otto/protocol';
import { LogPosition } from './log-position';

const entry = (id: string, second: number): LogEntry => ({
  id,
  timestamp: `2026-11-20T10:00:0${second}.000Z`,
  level: 'info',
  source: 'relay',
  type: 'spec',
});
const ids = (entries: readonly LogEntry[]): string[] => entries.map(({ id }) => id);

let position: LogPosition;
beforeEach(() => {
  position = new LogPosition();
});

describe('LogPosition', () => {
  it('is where the follow began until an entry was told', () => {
    expect(position.since).toBeUndefined();
    position.beginAt('2026-11-20T10:00:00.000Z');
    position.beginAt('2026-11-20T11:00:00.000Z');
    expect(position.since).toBe('2026-11-20T10:00:00.000Z');
  });

  it('knows which entries of the newest time were told', () => {
    for (const told of [entry('a', 1), entry('b', 2), entry('c', 2)]) position.pass(told);
    expect(position.since).toBe('2026-11-20T10:00:02.000Z');
    const listed = [entry('b', 2), entry('d', 2), entry('c', 2), entry('e', 3)];
    expect(ids(position.newOf(listed, [entry('e', 3), entry('f', 3)]))).toEqual(['d', 'e', 'f']);
  });

  it('does not go back with a clock that does', () => {
    position.pass(entry('a', 5));
    position.pass(entry('b', 1));
    expect(position.since).toBe(entry('a', 5).timestamp);
    expect(ids(position.newOf([entry('a', 5), entry('b', 1)], []))).toEqual([]);
  });

  it('is reached by a list that has what was told last, and is not cut off', () => {
    expect(position.isReachedBy([])).toBe(true);
    position.pass(entry('a', 1));
    expect(position.isReachedBy([entry('a', 1), entry('b', 2)])).toBe(true);
    expect(position.isReachedBy([entry('b', 2)])).toBe(false);
    expect(position.isReachedBy(Array<LogEntry>(10_000).fill(entry('a', 1)))).toBe(false);
  });
});
