import { readFile, stat, writeFile } from 'node:fs/promises';
import { temporaryDirectory } from '../test/temporary-directory';
import { DurableFile } from './durable-file';

const inDirectory = temporaryDirectory();

describe('DurableFile', () => {
  it('appends behind what the file holds', async () => {
    await writeFile(inDirectory('file'), 'one ');
    const file = await DurableFile.open(inDirectory('file'));
    await file.append('zwölf');
    expect(file.size).toBe(10);
    await file.close();
    expect(await readFile(inDirectory('file'), 'utf8')).toBe('one zwölf');
  });

  it('copies a range that is longer than its buffer to the end of another file', async () => {
    const text = 'x'.repeat(200_000);
    const from = await DurableFile.create(inDirectory('from'));
    await from.append(`head ${text} tail`);
    const to = await DurableFile.create(inDirectory('to'));
    await to.append('[');
    await from.copyTo(to, 5, 5 + text.length);
    expect(await readFile(inDirectory('to'), 'utf8')).toBe(`[${text}`);
    expect(to.size).toBe(text.length + 1);
    await expect(from.copyTo(to, 0, from.size + 1)).rejects.toThrow('ends before');
    await Promise.all([from.close(), to.close()]);
  });

  it('takes the place of another file', async () => {
    await writeFile(inDirectory('old'), 'old');
    const file = await DurableFile.create(inDirectory('new'));
    await file.append('new');
    await file.moveTo(inDirectory('old'));
    await file.append('er');
    await file.close();
    expect(await readFile(inDirectory('old'), 'utf8')).toBe('newer');
  });

  it('starts empty and private whatever was there', async () => {
    await writeFile(inDirectory('file'), 'left behind', { mode: 0o666 });
    const file = await DurableFile.create(inDirectory('file'));
    expect(file.size).toBe(0);
    expect(await stat(inDirectory('file'))).toMatchObject({ size: 0, mode: 0o100600 });
    await file.discard();
    await expect(stat(inDirectory('file'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
