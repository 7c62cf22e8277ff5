import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProgramLog } from './program-log';

let directory: string;
let file: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otto-log-'));
  file = join(directory, 'program.log');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('ProgramLog', () => {
  it('tells what this run wrote from what earlier ones did', async () => {
    await writeFile(file, 'earlier\n');
    const log = await ProgramLog.open(file);
    await appendFile(file, 'now\n');
    await expect(log.written()).resolves.toBe('now\n');
    await log.close();
    await expect(readFile(file, 'utf8')).resolves.toBe('earlier\nnow\n');
  });

  it('is for its owner alone', async () => {
    const log = await ProgramLog.open(file);
    await log.close();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('begins a new file when the old one is long, and keeps that', async () => {
    await writeFile(file, Buffer.alloc(5 * 1024 * 1024 + 1));
    const log = await ProgramLog.open(file);
    await appendFile(file, 'now\n');
    await expect(log.written()).resolves.toBe('now\n');
    await log.close();
    expect((await stat(`${file}.1`)).size).toBe(5 * 1024 * 1024 + 1);
  });
});
