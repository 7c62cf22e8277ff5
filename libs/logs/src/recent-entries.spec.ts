import fc from 'fast-check';
import { RecentEntries, type RecentLine } from './recent-entries';

/** An entry whose line has so many bytes, of which the frame around the text takes some. */
function recent(sequence: number, bytes = 60): RecentLine {
  const frame = JSON.stringify({ id: `log_${sequence}`, type: '' });
  return { sequence, line: JSON.stringify({ id: `log_${sequence}`, type: 'x'.repeat(bytes - frame.length) }) };
}

function kept(entries: RecentEntries): [number, string][] {
  return entries.newestFirst().map(({ sequence, entry }) => [sequence, entry.id]);
}

function named(...sequences: number[]): [number, string][] {
  return sequences.map((sequence) => [sequence, `log_${sequence}`]);
}

describe('RecentEntries', () => {
  it('is empty at first', () => {
    expect(kept(new RecentEntries(3, 1000))).toEqual([]);
  });

  it('keeps the newest so many', () => {
    const entries = new RecentEntries(3, 1000);
    for (let i = 0; i < 8; i += 1) entries.push(recent(i));
    expect(kept(entries)).toEqual(named(7, 6, 5));
  });

  it('keeps fewer when they are large', () => {
    const entries = new RecentEntries(10, 100);
    for (const [i, bytes] of [40, 40, 40, 90].entries()) entries.push(recent(i, bytes));
    expect(kept(entries)).toEqual(named(3));
    entries.push(recent(4, 50));
    expect(kept(entries)).toEqual(named(4));
    entries.push(recent(5, 50));
    expect(kept(entries)).toEqual(named(5, 4));
  });

  it('keeps none when the newest alone is too large, and the next again', () => {
    const entries = new RecentEntries(10, 100);
    for (const [i, bytes] of [40, 101].entries()) entries.push(recent(i, bytes));
    expect(kept(entries)).toEqual([]);
    entries.push(recent(2, 40));
    expect(kept(entries)).toEqual(named(2));
  });

  it('gives back texts of any characters', () => {
    const entries = new RecentEntries(3, 1000);
    entries.push({ sequence: 0, line: JSON.stringify({ id: 'log_0', type: 'é 語 😀 "\n' }) });
    expect(entries.newestFirst()[0]?.entry.type).toBe('é 語 😀 "\n');
  });

  it('keeps the newest in a row, whole, whatever their sizes', () => {
    const sizes = fc.array(fc.integer({ min: 30, max: 220 }), { maxLength: 60 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 12 }), (lengths, maxEntries) => {
        const entries = new RecentEntries(maxEntries, 400);
        for (const [i, bytes] of lengths.entries()) {
          entries.push(recent(i, bytes));
          const all = entries.newestFirst();
          expect(all.map(({ entry }) => entry.id)).toEqual(all.map((_, age) => `log_${i - age}`));
          expect(all.map((each) => each.bytes)).toEqual(all.map((_, age) => lengths[i - age]));
        }
      }),
    );
  });
});
