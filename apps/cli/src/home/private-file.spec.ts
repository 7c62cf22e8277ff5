import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPrivateFile, writePrivateFile } from './private-file';

let directory: string;
const mode = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otto-private-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('writePrivateFile', () => {
  it('makes a file, and the directories above it, for their owner alone', async () => {
    const file = join(directory, 'a', 'b', 'secret');
    await writePrivateFile(file, 'text');
    expect(await readPrivateFile(file)).toBe('text');
    expect([await mode(file), await mode(join(directory, 'a', 'b'))]).toEqual(['600', '700']);
  });

  it('takes the place of the old file whole, and leaves no draft', async () => {
    const file = join(directory, 'secret');
    await writePrivateFile(file, 'a long first text');
    await writePrivateFile(file, 'short');
    expect(await readPrivateFile(file)).toBe('short');
    expect(await readdir(directory)).toEqual(['secret']);
  });

  it('says directory_not_writable, and leaves no draft, when it cannot', async () => {
    const file = join(directory, 'taken');
    await mkdir(join(file, 'child'), { recursive: true });
    await expect(writePrivateFile(file, 'text')).rejects.toMatchObject({ code: 'directory_not_writable' });
    expect(await readdir(directory)).toEqual(['taken']);
  });
});

describe('readPrivateFile', () => {
  it('gives nothing for a file that is not there', async () => {
    await expect(readPrivateFile(join(directory, 'none'))).resolves.toBeUndefined();
  });

  it('narrows the rights of a file that others could read', async () => {
    const file = join(directory, 'wide');
    await writeFile(file, 'text');
    await chmod(file, 0o644);
    await readPrivateFile(file);
    expect(await mode(file)).toBe('600');
  });

  it('says corrupt_file for what cannot be read', async () => {
    await expect(readPrivateFile(directory)).rejects.toMatchObject({ code: 'corrupt_file' });
    await symlink('loop', join(directory, 'loop'));
    await expect(readPrivateFile(join(directory, 'loop'))).rejects.toMatchObject({ code: 'corrupt_file' });
  });
});
