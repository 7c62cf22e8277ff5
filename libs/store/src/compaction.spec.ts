import { statSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as fc from 'fast-check';
import { Deferred } from '../test/deferred';
import { contents, openNumbers, storedContents } from '../test/number-journal';
import { temporaryDirectory } from '../test/temporary-directory';
import { until } from '../test/until';
import { CompactedFile } from './compacted-file';
import { DurableFile } from './durable-file';

const inDirectory = temporaryDirectory();
const file = (): string => inDirectory('numbers.jsonl');

afterEach(() => jest.restoreAllMocks());

describe('the compaction of a Journal', () => {
  it('brings the file back to a small multiple of what lives, however much is committed', async () => {
    const journal = await openNumbers(file(), { compactAboveBytes: 1000 });
    const bound = 1000 + 2 * Buffer.byteLength('[{"key":"key 0","value":10000}]\n') * 10;
    let value = 10_000;
    const commit = (): Promise<void> => journal.commit([{ key: `key ${value % 10}`, value: (value += 1) }]);
    for (let round = 0; round < 5; round += 1) {
      for (let count = 0; count < 300; count += 1) await commit();
      await until(() => statSync(file()).size <= bound, commit);
    }
    await journal.close();
    expect(await storedContents(file())).toEqual(contents(journal));
  });

  it('gives back the same after any commits', async () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd');
    const change = fc.record({ key, value: fc.integer() }, { requiredKeys: ['key'] });
    // A commit that is not waited for, or one that is.
    const steps = fc.array(fc.tuple(fc.array(change, { maxLength: 3 }), fc.boolean()), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        await writeFile(file(), '');
        const journal = await openNumbers(file(), { compactAboveBytes: 64 });
        const commits: Promise<void>[] = [];
        for (const [changes, wait] of all) {
          commits.push(journal.commit(changes));
          if (wait) await commits.at(-1);
        }
        await Promise.all(commits);
        await journal.close();
        const again = await openNumbers(file());
        expect(contents(again)).toEqual(contents(journal));
        expect(again.report).toMatchObject({ malformed: 0, torn: 0 });
        await again.close();
      }),
      { numRuns: 40 },
    );
  });

  it('does not hold up commits while the new file is written, and loses none of them', async () => {
    const journal = await openNumbers(file(), { compactAboveBytes: 100 });
    const write = CompactedFile.write.bind(CompactedFile);
    const begun = new Deferred();
    const goOn = new Deferred();
    jest.spyOn(CompactedFile, 'write').mockImplementationOnce(async (...args) => {
      const written = await write(...args);
      begun.resolve();
      await goOn.promise;
      return written;
    });
    for (let value = 0; value < 10; value += 1) await journal.commit([{ key: 'a', value }]);
    await begun.promise;
    for (let value = 10; value < 20; value += 1)
      await journal.commit([
        { key: 'a', value },
        { key: `during ${value}`, value },
      ]);
    const moved = jest.spyOn(CompactedFile.prototype, 'settle');
    goOn.resolve();
    await until(
      () => moved.mock.calls.length > 0,
      () => journal.commit([{ key: 'after', value: 1 }]),
    );
    await journal.commit([{ key: 'after', value: 2 }]);
    await journal.close();

    const again = await openNumbers(file());
    expect(contents(again)).toEqual(contents(journal));
    expect(again.get('a')).toBe(19);
    expect(again.size).toBe(12);
    await again.close();
  });

  it('goes on in the old file when the new one cannot be written, and tries again later', async () => {
    const failures: unknown[] = [];
    const journal = await openNumbers(file(), { compactAboveBytes: 100, onFailure: (error) => failures.push(error) });
    const full = new Error('ENOSPC');
    const write = jest.spyOn(CompactedFile, 'write').mockRejectedValueOnce(full);
    for (let value = 0; value < 100; value += 1) await journal.commit([{ key: 'a', value }]);
    await journal.close();
    expect(failures).toEqual([full]);
    expect(write.mock.calls.length).toBeGreaterThan(1);
    expect(journal.get('a')).toBe(99);
    expect((await stat(file())).size).toBeLessThan(1000);
  });

  it('stops writing when nobody knows whether the new file will last', async () => {
    const failures: unknown[] = [];
    const journal = await openNumbers(file(), { compactAboveBytes: 100, onFailure: (error) => failures.push(error) });
    const broken = new Error('EIO');
    jest.spyOn(CompactedFile.prototype, 'settle').mockRejectedValueOnce(broken);
    let value = 0;
    await until(
      () => !journal.healthy,
      () => journal.commit([{ key: 'a', value: (value += 1) }]).catch(() => undefined),
    );
    await expect(journal.commit([{ key: 'a', value: 0 }])).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(failures).toEqual([broken]);
    await journal.close();
    expect(await storedContents(file())).toEqual(contents(journal));
  });

  it('gives up when the journal is closed, and leaves no file behind', async () => {
    const failures: unknown[] = [];
    const journal = await openNumbers(file(), { compactAboveBytes: 10, onFailure: (error) => failures.push(error) });
    await journal.commit([{ key: 'a', value: 1 }]);
    await journal.commit([{ key: 'a', value: 2 }]);
    await journal.close();
    expect(await readdir(dirname(file()))).toEqual(['numbers.jsonl']);
    expect(failures).toEqual([]);
  });

  it('removes the unfinished file of a process that was killed', async () => {
    await writeFile(`${file()}.compact`, 'half a li');
    await (await openNumbers(file())).close();
    expect(await readdir(dirname(file()))).toEqual(['numbers.jsonl']);
  });

  it('has every acknowledged commit on disk at every step', async () => {
    const snapshots = await recordEveryStep(async (acknowledge) => {
      const journal = await openNumbers(file(), { compactAboveBytes: 200 });
      for (let value = 1; value <= 40; value += 1) {
        const twins = [`a${value % 5}`, `b${value % 5}`].map((key) => ({ key, value }));
        await journal.commit(twins);
        acknowledge(value);
      }
      await journal.close();
    });

    expect(snapshots.some(({ names }) => names.includes('numbers.jsonl.compact'))).toBe(true);
    for (const { directory, acknowledged } of snapshots) {
      const found = await storedContents(`${directory}/numbers.jsonl`);
      const newest = Math.max(0, ...Object.values(found));
      expect(newest).toBeGreaterThanOrEqual(acknowledged);
      expect(found).toEqual(expectedAfter(newest));
    }
  });
});

/** What the last spec's journal holds after the commit of `newest`. */
function expectedAfter(newest: number): Record<string, number> {
  const entries = Array.from({ length: newest }, (_, index) => index + 1).flatMap((value) => [
    [`a${value % 5}`, value] as const,
    [`b${value % 5}`, value] as const,
  ]);
  return Object.fromEntries(entries);
}

interface Snapshot {
  readonly directory: string;
  readonly names: readonly string[];
  /** The last commit that was acknowledged before. */
  readonly acknowledged: number;
}

/** Runs `work` and copies the directory before and after each operation on a file: what a kill there would leave behind. */
async function recordEveryStep(work: (acknowledge: (value: number) => void) => Promise<void>): Promise<Snapshot[]> {
  const snapshots: Snapshot[] = [];
  let acknowledged = 0;
  const record = async (): Promise<void> => {
    const directory = await mkdtemp(inDirectory('..', 'otto-store-step-'));
    const before = acknowledged;
    await cp(dirname(file()), directory, { recursive: true });
    snapshots.push({ directory, names: await readdir(directory), acknowledged: before });
  };
  for (const method of ['append', 'sync', 'moveTo'] as const) {
    const original = DurableFile.prototype[method] as (...args: unknown[]) => Promise<void>;
    jest.spyOn(DurableFile.prototype, method).mockImplementation(async function (
      this: DurableFile,
      ...args: unknown[]
    ) {
      await record();
      await original.apply(this, args);
      await record();
    });
  }
  try {
    await work((value) => {
      acknowledged = value;
    });
    return snapshots;
  } finally {
    jest.restoreAllMocks();
    directories.push(...snapshots.map(({ directory }) => directory));
  }
}

const directories: string[] = [];
afterEach(() => Promise.all(directories.splice(0).map((directory) => rm(directory, { recursive: true }))));
