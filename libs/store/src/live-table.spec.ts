import * as fc from 'fast-check';
import { encodeChange, encodeLine, lineBytes, type Change } from './journal-line';
import { LiveTable } from './live-table';

const change: fc.Arbitrary<Change<string>> = fc.record(
  { key: fc.constantFrom('a', 'b', 'ü'), value: fc.string({ unit: 'grapheme' }) },
  { requiredKeys: ['key'] },
);
const commit = fc.array(change, { maxLength: 5 });

describe('LiveTable', () => {
  it('knows how long a file with just its rows is', () => {
    fc.assert(
      fc.property(fc.array(commit), (commits) => {
        const table = new LiveTable<string>();
        for (const changes of commits) table.load(changes);
        const lines = table.snapshot().map((row) => encodeLine([encodeChange(row)]));
        expect(table.bytes).toBe(Buffer.byteLength(lines.join('')));
      }),
    );
  });

  it('undoes any changes', () => {
    fc.assert(
      fc.property(commit, commit, (before, changes) => {
        const table = new LiveTable<string>();
        table.load(before);
        const state = { entries: new Map(table.entries()), bytes: table.bytes };
        table.undo(table.apply(changes, changes.map(encodeChange)));
        expect({ entries: new Map(table.entries()), bytes: table.bytes }).toEqual(state);
      }),
    );
  });

  it('counts line lengths in bytes', () => {
    expect(lineBytes(encodeChange({ key: 'ü', value: '€' }))).toBe(Buffer.byteLength('[{"key":"ü","value":"€"}]\n'));
  });
});
