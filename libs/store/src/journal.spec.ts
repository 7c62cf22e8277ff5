import { readFile, stat, writeFile } from 'node:fs/promises';
import { Deferred } from '../test/deferred';
import { contents, isNumber, openNumbers, storedContents } from '../test/number-journal';
import { temporaryDirectory } from '../test/temporary-directory';
import { until } from '../test/until';
import { DurableFile } from './durable-file';

const inDirectory = temporaryDirectory();
const file = (): string => inDirectory('numbers.jsonl');

afterEach(() => jest.restoreAllMocks());

describe('Journal', () => {
  it('holds after opening it again what was committed', async () => {
    const journal = await openNumbers(file());
    await journal.commit([{ key: 'a', value: 1 }]);
    await journal.commit([
      { key: 'b', value: 2 },
      { key: 'c', value: 3 },
    ]);
    await journal.commit([{ key: 'a', value: 4 }, { key: 'b' }]);
    await journal.close();

    const again = await openNumbers(file());
    expect(contents(again)).toEqual({ a: 4, c: 3 });
    expect(again.report).toEqual({ loaded: 2, expired: 0, malformed: 0, torn: 0 });
    expect(again.size).toBe(2);
    await again.close();
  });

  it('shows a change at once, before it is on disk', async () => {
    const journal = await openNumbers(file());
    const committed = journal.commit([{ key: 'a', value: 1 }]);
    expect(journal.get('a')).toBe(1);
    await committed;
    await journal.close();
  });

  it('writes a commit as one line', async () => {
    const journal = await openNumbers(file());
    await journal.commit([{ key: 'a\n', value: 1 }, { key: 'b' }]);
    await journal.close();
    expect(await readFile(file(), 'utf8')).toBe('[{"key":"a\\n","value":1},{"key":"b"}]\n');
  });

  it('acknowledges a commit only when it is on disk', async () => {
    const journal = await openNumbers(file());
    const disk = new Deferred();
    const sync = jest.spyOn(DurableFile.prototype, 'sync').mockReturnValueOnce(disk.promise);
    let acknowledged = false;
    const committed = journal.commit([{ key: 'a', value: 1 }]).then(() => {
      acknowledged = true;
    });
    const later = journal.commit([]);
    await until(() => sync.mock.calls.length > 0);
    expect(acknowledged).toBe(false);
    disk.resolve();
    await Promise.all([committed, later]);
    expect(acknowledged).toBe(true);
    await journal.close();
  });

  it('shares one write among the commits that come while the disk is busy', async () => {
    const journal = await openNumbers(file());
    const sync = jest.spyOn(DurableFile.prototype, 'sync');
    const commits = Array.from({ length: 100 }, (_, value) => journal.commit([{ key: `k${value}`, value }]));
    await Promise.all(commits);
    expect(sync.mock.calls.length).toBeLessThanOrEqual(2);
    await journal.close();
  });

  it('refuses commits while very many wait for a disk that does not answer', async () => {
    const journal = await openNumbers(file());
    const disk = new Deferred();
    const sync = jest.spyOn(DurableFile.prototype, 'sync').mockReturnValueOnce(disk.promise);
    const first = journal.commit([{ key: 'a', value: 1 }]);
    await until(() => sync.mock.calls.length > 0);
    const waiting = Array.from({ length: 65_536 }, () => journal.commit([]));
    await expect(journal.commit([{ key: 'b', value: 1 }])).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(journal.get('b')).toBeUndefined();
    disk.resolve();
    await Promise.all([first, ...waiting]);
    await journal.commit([{ key: 'b', value: 1 }]);
    await journal.close();
  });

  it('lets an empty commit wait for all earlier ones and write nothing', async () => {
    const journal = await openNumbers(file());
    const order: string[] = [];
    const first = journal.commit([{ key: 'a', value: 1 }]).then(() => order.push('first'));
    const barrier = journal.commit([]).then(() => order.push('barrier'));
    await Promise.all([first, barrier]);
    await journal.close();
    expect(order).toEqual(['first', 'barrier']);
    expect((await readFile(file(), 'utf8')).split('\n')).toHaveLength(2);
  });

  it('drops expired values when it is opened', async () => {
    const journal = await openNumbers(file());
    await journal.commit([
      { key: 'old', value: 100 },
      { key: 'new', value: 300 },
    ]);
    await journal.close();

    const reports: unknown[] = [];
    const again = await openNumbers(file(), {
      isExpired: (value, now) => value <= now,
      clock: () => 200,
      report: (report) => reports.push(report),
    });
    expect(contents(again)).toEqual({ new: 300 });
    expect(reports).toEqual([{ loaded: 1, expired: 1, malformed: 0, torn: 0 }]);
    await again.close();
  });

  it('finishes what was committed before it was closed, and takes nothing after', async () => {
    const journal = await openNumbers(file());
    const committed = journal.commit([{ key: 'a', value: 1 }]);
    const closed = Promise.all([journal.close(), journal.close()]);
    await expect(journal.commit([{ key: 'b', value: 2 }])).rejects.toMatchObject({ code: 'storage_unavailable' });
    await Promise.all([committed, closed]);
    expect(contents(journal)).toEqual({ a: 1 });
    expect(journal.healthy).toBe(false);
    expect(await storedContents(file())).toEqual({ a: 1 });
  });

  it('is readable by its owner only, also when it was not', async () => {
    await writeFile(file(), '', { mode: 0o644 });
    const journal = await openNumbers(file());
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    await journal.close();
  });

  it('says which file it cannot open', async () => {
    const path = inDirectory('missing', 'numbers.jsonl');
    await expect(openNumbers(path)).rejects.toMatchObject({
      code: 'directory_not_writable',
      details: { path, reason: 'ENOENT' },
    });
  });

  it('does not take what its check refuses', async () => {
    await writeFile(file(), '[{"key":"a","value":"text"}]\n[{"key":"b","value":2}]\n');
    const journal = await openNumbers(file(), { check: isNumber });
    expect(contents(journal)).toEqual({ b: 2 });
    expect(journal.report.malformed).toBe(1);
    await journal.close();
  });
});

describe('a Journal whose disk fails', () => {
  it('refuses and undoes the commits that did not get there, and every later one', async () => {
    const failures: unknown[] = [];
    const journal = await openNumbers(file(), { onFailure: (error) => failures.push(error) });
    await journal.commit([
      { key: 'a', value: 1 },
      { key: 'b', value: 1 },
    ]);
    const broken = new Error('ENOSPC');
    jest.spyOn(DurableFile.prototype, 'sync').mockRejectedValueOnce(broken);
    const commits = [
      journal.commit([{ key: 'a', value: 2 }, { key: 'b' }]),
      journal.commit([
        { key: 'a', value: 3 },
        { key: 'c', value: 3 },
        { key: 'c', value: 4 },
      ]),
    ];
    for (const commit of commits)
      await expect(commit).rejects.toMatchObject({ code: 'storage_unavailable', cause: broken });
    expect(contents(journal)).toEqual({ a: 1, b: 1 });
    expect(journal.healthy).toBe(false);
    expect(failures).toEqual([broken]);
    await expect(journal.commit([{ key: 'd', value: 1 }])).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(journal.get('d')).toBeUndefined();
    await journal.close();
  });

  it('leaves nothing of a half-written batch behind, and works again once it is reopened', async () => {
    const journal = await openNumbers(file());
    await journal.commit([{ key: 'a', value: 1 }]);
    const append = DurableFile.prototype.append;
    jest.spyOn(DurableFile.prototype, 'append').mockImplementationOnce(async function (this: DurableFile, data) {
      await append.call(this, data.slice(0, 7));
      throw new Error('ENOSPC');
    });
    await expect(journal.commit([{ key: 'a', value: 2 }])).rejects.toMatchObject({ code: 'storage_unavailable' });
    await journal.close();

    const again = await openNumbers(file());
    expect(again.report).toEqual({ loaded: 1, expired: 0, malformed: 0, torn: 0 });
    await again.commit([{ key: 'b', value: 2 }]);
    await again.close();
    expect(await storedContents(file())).toEqual({ a: 1, b: 2 });
  });
});
