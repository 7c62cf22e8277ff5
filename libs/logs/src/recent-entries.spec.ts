import { RecentEntries, type RecentEntry } from './recent-entries';

function recent(sequence: number, bytes = 1): RecentEntry {
  const entry = { id: `log_${sequence}`, timestamp: '', level: 'info', source: 'relay', type: 't' } as const;
  return { sequence, entry, bytes };
}

function sequencesOf(entries: RecentEntries): number[] {
  return entries.newestFirst().map(({ sequence }) => sequence);
}

describe('RecentEntries', () => {
  it('is empty at first', () => {
    expect(sequencesOf(new RecentEntries(3, 100))).toEqual([]);
  });

  it('keeps the newest so many', () => {
    const entries = new RecentEntries(3, 100);
    for (let i = 0; i < 8; i += 1) entries.push(recent(i));
    expect(sequencesOf(entries)).toEqual([7, 6, 5]);
  });

  it('keeps fewer when they are large, but always the newest', () => {
    const entries = new RecentEntries(10, 100);
    for (const [i, bytes] of [40, 40, 40, 500].entries()) entries.push(recent(i, bytes));
    expect(sequencesOf(entries)).toEqual([3]);
    entries.push(recent(4, 50));
    expect(sequencesOf(entries)).toEqual([4]);
    entries.push(recent(5, 50));
    expect(sequencesOf(entries)).toEqual([5, 4]);
  });
});
