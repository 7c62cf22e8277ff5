import { mkdtemp, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dayFileName, listLogFiles, sweepLogFiles } from './log-files';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'otto-log-files-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function put(...names: string[]): Promise<void> {
  await Promise.all(names.map((name) => writeFile(path.join(directory, name), 'x\n')));
}

describe('listLogFiles', () => {
  it('orders by age: the legacy file, then days, then parts by number', async () => {
    await put('operations-2026-11-03.jsonl', 'operations-2026-11-02-10.jsonl', 'operations-2026-11-02-2.jsonl');
    await put('operations-2026-11-02.jsonl', 'operations.jsonl');
    expect((await listLogFiles(directory)).map(({ name }) => name)).toEqual([
      'operations.jsonl',
      'operations-2026-11-02.jsonl',
      'operations-2026-11-02-2.jsonl',
      'operations-2026-11-02-10.jsonl',
      'operations-2026-11-03.jsonl',
    ]);
  });

  it('takes no other file for one of the log', async () => {
    await put('controller-acl.jsonl', 'operations-2026-11-03.jsonl.bak', 'operations-yesterday.jsonl');
    await mkdir(path.join(directory, 'operations-2026-11-04.jsonl'));
    expect(await listLogFiles(directory)).toEqual([]);
  });

  it('finds nothing where no directory is', async () => {
    expect(await listLogFiles(path.join(directory, 'gone'))).toEqual([]);
  });
});

describe('sweepLogFiles', () => {
  const NOW = Date.parse('2026-11-20T12:00:00Z');

  it('keeps fourteen full days, and removes what is older, every part of it', async () => {
    const kept = ['operations-2026-11-06.jsonl', 'operations-2026-11-20-3.jsonl', 'refresh-sessions.jsonl'];
    const old = ['operations-2026-11-05-1.jsonl', 'operations-2026-11-05.jsonl', 'operations-2025-12-31.jsonl'];
    await put(...kept, ...old);
    expect((await sweepLogFiles(directory, 14, NOW)).sort()).toEqual(old.sort());
    expect((await readdir(directory)).sort()).toEqual(kept.sort());
  });

  it('removes the legacy file when nothing was added to it for as long', async () => {
    await put('operations.jsonl');
    const file = path.join(directory, 'operations.jsonl');
    await utimes(file, NOW / 1000, NOW / 1000);
    expect(await sweepLogFiles(directory, 14, NOW)).toEqual([]);
    expect(await sweepLogFiles(directory, 14, NOW + 15 * 86_400_000)).toEqual(['operations.jsonl']);
  });
});

describe('dayFileName', () => {
  it('numbers the parts of a day from the second one on', () => {
    expect([0, 1, 2].map((part) => dayFileName('2026-11-20', part))).toEqual([
      'operations-2026-11-20.jsonl',
      'operations-2026-11-20-1.jsonl',
      'operations-2026-11-20-2.jsonl',
    ]);
  });
});
