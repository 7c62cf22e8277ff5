import { CalmRows } from './calm-rows';

interface Thing {
  requestId: string;
  startedAt: number;
}

let rows: CalmRows<Thing>;
beforeEach(() => {
  jest.useFakeTimers({ now: 1_000_000 });
  rows = new CalmRows();
});
afterEach(() => {
  rows.close();
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

const begun = (requestId: string, agoMs = 0): Thing => ({ requestId, startedAt: Date.now() - agoMs });
/** What each row shows, an ended one in brackets. */
const shown = (): string =>
  rows
    .current()
    .rows.map((row) =>
      row.state === 'free' ? '-' : row.state === 'ended' ? `(${row.item.requestId})` : row.item.requestId,
    )
    .join(' ');

it('has room for one before anything runs', () => {
  expect(shown()).toBe('-');
});

it('does not show what ends within a second', () => {
  const told = jest.fn();
  rows.subscribe(told);
  for (let n = 0; n < 20; n++) {
    rows.show([begun(`quick-${n}`)]);
    jest.advanceTimersByTime(999);
    rows.show([]);
  }
  jest.advanceTimersByTime(10_000);
  expect(shown()).toBe('-');
  expect(told).not.toHaveBeenCalled();
});

it('shows what has run for a second, and at once what had run for one before', () => {
  const [young, old] = [begun('young', 400), begun('old', 5_000)];
  rows.show([young, old]);
  expect(shown()).toBe('old');
  jest.advanceTimersByTime(600);
  expect(shown()).toBe('old young');
});

it('waits for no longer than a second when the clock was set back', () => {
  rows.show([begun('ahead', -3_600_000)]);
  jest.advanceTimersByTime(1_000);
  expect(shown()).toBe('ahead');
});

it('shows what has ended for a moment, with when it did, and keeps its place', () => {
  rows.show([begun('one', 1_000)]);
  const endedAt = Date.now();
  rows.show([]);
  expect(rows.current().rows).toEqual([expect.objectContaining({ state: 'ended', endedAt })]);
  jest.advanceTimersByTime(799);
  expect(shown()).toBe('(one)');
  jest.advanceTimersByTime(1);
  expect(shown()).toBe('-');
});

it('gives the row of what has ended to what comes next', () => {
  rows.show([begun('one', 1_000)]);
  // Known here a little late, as it is through the storage.
  rows.show([begun('two', 150)]);
  jest.advanceTimersByTime(850);
  expect(shown()).toBe('two');
});

it('moves nobody up when one above has ended', () => {
  const [one, two] = [begun('one', 2_000), begun('two', 2_000)];
  rows.show([one, two]);
  rows.show([two]);
  expect(shown()).toBe('(one) two');
  jest.advanceTimersByTime(800);
  expect(shown()).toBe('- two');
  rows.show([two, begun('three', 2_000)]);
  expect(shown()).toBe('three two');
});

it('has the newest of what is known of something', () => {
  rows.show([begun('one', 2_000)]);
  const newer = begun('one', 2_000);
  rows.show([newer]);
  expect(rows.current().rows).toEqual([{ state: 'running', item: newer }]);
});

it('neither grows nor shrinks while the pointer is elsewhere on the page, and counts what has no row', () => {
  const [one, two, three] = [begun('one', 2_000), begun('two', 2_000), begun('three', 2_000)];
  rows.point('elsewhere');
  rows.show([one, two, three]);
  expect([shown(), rows.current().more]).toEqual(['one', 2]);
  rows.point('here');
  expect([shown(), rows.current().more]).toEqual(['one two three', 0]);
  rows.point('elsewhere');
  rows.show([]);
  jest.advanceTimersByTime(800);
  expect(shown()).toBe('- - -');
});

it('gives a free row to what waits for one', () => {
  const [one, two] = [begun('one', 2_000), begun('two', 2_000)];
  rows.point('elsewhere');
  rows.show([one, two]);
  rows.show([two]);
  expect([shown(), rows.current().more]).toEqual(['(one)', 1]);
  jest.advanceTimersByTime(800);
  expect([shown(), rows.current().more]).toEqual(['two', 0]);
});

it('gives up free rows at its end only when the pointer is away', () => {
  const [one, two, three] = [begun('one', 2_000), begun('two', 2_000), begun('three', 2_000)];
  rows.point('here');
  rows.show([one, two, three]);
  rows.show([two]);
  jest.advanceTimersByTime(800);
  expect(shown()).toBe('- two -');
  rows.point('away');
  expect(shown()).toBe('- two');
  rows.show([]);
  jest.advanceTimersByTime(800);
  expect(shown()).toBe('-');
});

it('tells nobody when nothing that shows has changed', () => {
  rows.show([begun('one', 2_000)]);
  const told = jest.fn();
  const stop = rows.subscribe(told);
  const before = rows.current();
  rows.point('elsewhere');
  rows.point('away');
  expect(rows.current()).toBe(before);
  expect(told).not.toHaveBeenCalled();
  stop();
});
