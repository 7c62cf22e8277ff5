import { readdir, stat, writeFile } from 'node:fs/promises';
import { temporaryDirectory } from '../test/temporary-directory';
import { readOrCreateSecret } from './secret-file';

const inDirectory = temporaryDirectory();
const file = (): string => inDirectory('operator-token');

describe('readOrCreateSecret', () => {
  it('makes a random secret once, and reads it from then on', async () => {
    const secret = await readOrCreateSecret(file(), 32);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await readOrCreateSecret(file(), 32)).toBe(secret);
    expect(await readOrCreateSecret(inDirectory('another'), 32)).not.toBe(secret);
  });

  it('keeps it where only its owner reads it, also when others could', async () => {
    await readOrCreateSecret(file(), 32);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    await writeFile(inDirectory('wide'), 'x'.repeat(32), { mode: 0o644 });
    await readOrCreateSecret(inDirectory('wide'), 32);
    expect((await stat(inDirectory('wide'))).mode & 0o777).toBe(0o600);
  });

  it('gives the same secret to all who start at once, and leaves nothing else behind', async () => {
    const secrets = await Promise.all(Array.from({ length: 8 }, () => readOrCreateSecret(file(), 32)));
    expect(new Set(secrets).size).toBe(1);
    expect(await readdir(inDirectory())).toEqual(['operator-token']);
  });

  it('refuses a secret that is too short, without repeating it', async () => {
    await writeFile(file(), 'hunter2\n');
    const read = readOrCreateSecret(file(), 32);
    await expect(read).rejects.toMatchObject({ code: 'corrupt_file' });
    await expect(read).rejects.not.toThrow('hunter2');
  });

  it('says when the file cannot be made', async () => {
    await expect(readOrCreateSecret(inDirectory('missing', 'x'), 32)).rejects.toMatchObject({
      code: 'directory_not_writable',
    });
  });
});
