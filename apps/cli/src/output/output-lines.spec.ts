import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeOutputLines } from './output-lines';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otto-lines-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function* lines(texts: readonly string[], error?: Error): AsyncGenerator<string> {
  yield* texts;
  if (error) throw error;
}
const ignore = (): void => undefined;

describe('lines into a file', () => {
  it('take the place of what was there, and are counted as they come', async () => {
    const file = join(directory, 'out');
    await writeFile(file, 'something longer than what comes');
    const counts: number[][] = [];
    const written = await writeOutputLines(file, lines(['a', 'ë']), (sofar) => counts.push([sofar.lines, sofar.bytes]));
    expect(written).toEqual({ file, bytes: 5 });
    expect(counts).toEqual([
      [1, 2],
      [2, 5],
    ]);
    expect(await readFile(file, 'utf8')).toBe('a\në\n');
  });

  it('that break off leave what was there, and nothing else', async () => {
    const file = join(directory, 'out');
    await writeFile(file, 'before');
    await expect(writeOutputLines(file, lines(['a'], new Error('broken')), ignore)).rejects.toThrow('broken');
    expect([await readdir(directory), await readFile(file, 'utf8')]).toEqual([['out'], 'before']);
  });

  it.each(['none/out', '.'])('are refused for %s', async (place) => {
    const file = join(directory, place);
    await expect(writeOutputLines(file, lines(['a']), ignore)).rejects.toMatchObject({
      code: 'directory_not_writable',
    });
    expect(await readdir(directory)).toEqual([]);
  });
});
