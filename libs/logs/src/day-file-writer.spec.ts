import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DayFileWriter, type PendingLine } from './day-file-writer';

let directory: string;
let writer: DayFileWriter;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'otto-day-files-'));
  writer = new DayFileWriter(directory, 20);
});
afterEach(async () => {
  await writer.close();
  await rm(directory, { recursive: true });
});

function lines(day: string, ...texts: string[]): PendingLine[] {
  return texts.map((line) => ({ day, line, bytes: line.length + 1 }));
}

function contentOf(name: string): Promise<string> {
  return readFile(path.join(directory, name), 'utf8');
}

describe('DayFileWriter', () => {
  it('appends to the file of the day', async () => {
    await writer.append(lines('2026-11-20', 'a', 'b'));
    await writer.append(lines('2026-11-20', 'c'));
    expect(await contentOf('operations-2026-11-20.jsonl')).toBe('a\nb\nc\n');
  });

  it('goes on in another part before a file exceeds its size, within one batch too', async () => {
    await writer.append(lines('2026-11-20', 'a'.repeat(9), 'b'.repeat(9), 'c'.repeat(9), 'd'.repeat(9), 'e'));
    expect(await contentOf('operations-2026-11-20.jsonl')).toBe(`${'a'.repeat(9)}\n${'b'.repeat(9)}\n`);
    expect(await contentOf('operations-2026-11-20-1.jsonl')).toBe(`${'c'.repeat(9)}\n${'d'.repeat(9)}\n`);
    expect(await contentOf('operations-2026-11-20-2.jsonl')).toBe('e\n');
  });

  it('gives a line that is larger than a file one of its own', async () => {
    await writer.append(lines('2026-11-20', 'a', 'b'.repeat(50), 'c'));
    expect((await readdir(directory)).length).toBe(3);
    expect(await contentOf('operations-2026-11-20-1.jsonl')).toBe(`${'b'.repeat(50)}\n`);
  });

  it('begins a new file with a new day, within one batch too', async () => {
    await writer.append([...lines('2026-11-20', 'a'), ...lines('2026-11-21', 'b')]);
    expect(await contentOf('operations-2026-11-20.jsonl')).toBe('a\n');
    expect(await contentOf('operations-2026-11-21.jsonl')).toBe('b\n');
  });

  it('goes on where an earlier process stopped, in the newest part', async () => {
    await writeFile(path.join(directory, 'operations-2026-11-20.jsonl'), 'full\n');
    await writeFile(path.join(directory, 'operations-2026-11-20-1.jsonl'), 'begun\n');
    await writer.append(lines('2026-11-20', 'a'));
    expect(await contentOf('operations-2026-11-20-1.jsonl')).toBe('begun\na\n');
  });

  it('ends a line that a crash has torn, so that the next one is whole', async () => {
    await writeFile(path.join(directory, 'operations-2026-11-20.jsonl'), 'whole\nto');
    await writer.append(lines('2026-11-20', 'a'));
    expect(await contentOf('operations-2026-11-20.jsonl')).toBe('whole\nto\na\n');
  });

  it('writes files that only their owner can read, also when they were there before', async () => {
    const old = path.join(directory, 'operations-2026-11-20.jsonl');
    await writeFile(old, '');
    await chmod(old, 0o644);
    await writer.append([...lines('2026-11-20', 'a'), ...lines('2026-11-21', 'b')]);
    for (const name of await readdir(directory)) {
      expect((await stat(path.join(directory, name))).mode & 0o777).toBe(0o600);
    }
  });

  it('rejects when the disk refuses, and works again when it does not', async () => {
    await rm(directory, { recursive: true });
    await writeFile(directory, 'in the way');
    await expect(writer.append(lines('2026-11-20', 'a'))).rejects.toThrow('ENOTDIR');
    await rm(directory);
    directory = await mkdtemp(path.join(tmpdir(), 'otto-day-files-'));
    writer = new DayFileWriter(directory, 20);
    await writer.append(lines('2026-11-20', 'b'));
    expect(await contentOf('operations-2026-11-20.jsonl')).toBe('b\n');
  });
});
