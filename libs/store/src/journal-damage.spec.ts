import { appendFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { contents, openNumbers } from '../test/number-journal';
import { temporaryDirectory } from '../test/temporary-directory';
import type { Change } from './journal-line';

const inDirectory = temporaryDirectory();
const file = (): string => inDirectory('numbers.jsonl');

/** Keys collide often, and some of them are hard to write down. */
const changes: fc.Arbitrary<Change<number>> = fc.record(
  { key: fc.constantFrom('a', 'b', 'c', '__proto__', 'ключ\n"'), value: fc.integer() },
  { requiredKeys: ['key'] },
);
const commits = fc.array(fc.array(changes, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });

describe('a Journal in a damaged file', () => {
  it('keeps exactly the commits whose lines are whole, wherever the file was cut off', async () => {
    await fc.assert(
      fc.asyncProperty(commits, fc.nat(), async (all, at) => {
        await writeFile(file(), '');
        const journal = await openNumbers(file());
        for (const commit of all) await journal.commit(commit);
        await journal.close();
        const bytes = await readFile(file());
        const cut = at % (bytes.length + 1);
        await truncate(file(), cut);

        const whole = bytes.subarray(0, cut).toString('latin1').split('\n').length - 1;
        const again = await openNumbers(file());
        expect(new Map(again.entries())).toEqual(after(all.slice(0, whole)));
        expect(again.report.torn).toBe(cut === 0 || bytes[cut - 1] === 0x0a ? 0 : 1);
        expect(again.report.malformed).toBe(0);
        // What comes next must not be glued to what was torn.
        await again.commit([{ key: 'next', value: 1 }]);
        await again.close();
        const third = await openNumbers(file());
        expect(new Map(third.entries())).toEqual(after([...all.slice(0, whole), [{ key: 'next', value: 1 }]]));
        expect(third.report).toMatchObject({ malformed: 0, torn: 0 });
        await third.close();
      }),
      { numRuns: 60 },
    );
  });

  it('loses only the lines that a changed byte touches', async () => {
    await fc.assert(
      fc.asyncProperty(commits, fc.nat(), fc.nat(255), async (all, at, byte) => {
        await writeFile(file(), '');
        const journal = await openNumbers(file());
        for (const [index, commit] of all.entries())
          await journal.commit([...commit, { key: `n${index}`, value: index }]);
        await journal.close();
        const bytes = await readFile(file());
        bytes[at % bytes.length] = byte;
        await writeFile(file(), bytes);

        const again = await openNumbers(file());
        const kept = all.filter((_, index) => again.get(`n${index}`) === index).length;
        // A line end that is gone joins two lines.
        expect(kept).toBeGreaterThanOrEqual(all.length - 2);
        await again.close();
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['text', 'not json'],
    ['another JSON value', '{"key":"a","value":1}'],
    ['a change without a key', '[{"value":1}]'],
    ['one wrong change among right ones', '[{"key":"a","value":9},{"key":"b","value":"x"}]'],
    ['bytes that are no UTF-8', Buffer.from([0x5b, 0xff, 0x5d])],
    ['an empty line', ''],
    ['zeros, as file systems leave them after a power cut', Buffer.alloc(100)],
  ])('puts aside %s in the middle, and goes on behind it', async (_, line) => {
    const good = '[{"key":"a","value":1}]\n';
    await writeFile(
      file(),
      Buffer.concat([Buffer.from(good), Buffer.from(line), Buffer.from(`\n[{"key":"b","value":2}]\n`)]),
    );
    const journal = await openNumbers(file());
    expect(contents(journal)).toEqual({ a: 1, b: 2 });
    expect(journal.report).toEqual({ loaded: 2, expired: 0, malformed: 1, torn: 0 });
    expect(await readFile(`${file()}.corrupt`)).toEqual(Buffer.concat([Buffer.from(line), Buffer.from('\n')]));
    expect((await stat(`${file()}.corrupt`)).mode & 0o777).toBe(0o600);
    await journal.close();

    const again = await openNumbers(file());
    expect(again.report).toEqual({ loaded: 2, expired: 0, malformed: 0, torn: 0 });
    await again.close();
  });

  it('adds to what was put aside before', async () => {
    for (const line of ['first', 'second']) {
      await appendFile(file(), `${line}\n`);
      await (await openNumbers(file())).close();
    }
    expect(await readFile(`${file()}.corrupt`, 'utf8')).toBe('first\nsecond\n');
  });

  it('reads lines that are longer than what the disk gives at once', async () => {
    const journal = await openNumbers(file());
    const many = Array.from({ length: 5000 }, (_, value) => ({ key: `key number ${value}`, value }));
    await journal.commit(many);
    await journal.commit([{ key: 'last', value: 1 }]);
    await journal.close();
    const again = await openNumbers(file());
    expect(again.report).toEqual({ loaded: 5001, expired: 0, malformed: 0, torn: 0 });
    await again.close();
  });
});

/** What holds after these commits. */
function after(all: readonly (readonly Change<number>[])[]): Map<string, number> {
  const state = new Map<string, number>();
  for (const { key, value } of all.flat()) {
    if (value === undefined) state.delete(key);
    else state.set(key, value);
  }
  return state;
}
