import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { temporaryDirectory } from '../test/temporary-directory';
import { ensurePrivateDirectory, ensurePrivateFile } from './private-path';

const inDirectory = temporaryDirectory();
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o7777;

describe('ensurePrivateDirectory', () => {
  it('makes a directory and its parents for their owner only', async () => {
    await ensurePrivateDirectory(inDirectory('a', 'b'));
    expect(await modeOf(inDirectory('a'))).toBe(0o700);
    expect(await modeOf(inDirectory('a', 'b'))).toBe(0o700);
  });

  it('tightens a directory that others can read', async () => {
    await mkdir(inDirectory('wide'), { mode: 0o755 });
    await ensurePrivateDirectory(inDirectory('wide'));
    expect(await modeOf(inDirectory('wide'))).toBe(0o700);
  });

  it('does not take a shared directory such as /tmp away from the others', async () => {
    const shared = inDirectory('shared');
    await mkdir(shared);
    await chmod(shared, 0o1777);
    await expect(ensurePrivateDirectory(shared)).rejects.toMatchObject({
      code: 'insecure_permissions',
      details: { path: shared, mode: '1777', wanted: '700' },
    });
    expect(await modeOf(shared)).toBe(0o1777);
  });

  it('says which variable names a directory that cannot be made', async () => {
    await writeFile(inDirectory('file'), '');
    await expect(ensurePrivateDirectory(inDirectory('file', 'x'), 'OTTO_HOME')).rejects.toMatchObject({
      code: 'directory_not_writable',
      details: { reason: 'ENOTDIR', variable: 'OTTO_HOME' },
    });
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('gives up where the system lets nobody make directories', async () => {
    await expect(ensurePrivateDirectory('/proc/otto/relay')).rejects.toMatchObject({
      code: 'directory_not_writable',
      details: { path: '/proc/otto/relay', reason: 'ENOENT' },
    });
  });

  it('does not take a file for a directory', async () => {
    await writeFile(inDirectory('file'), '');
    await expect(ensurePrivateDirectory(inDirectory('file'))).rejects.toMatchObject({ code: 'directory_not_writable' });
  });
});

describe('ensurePrivateFile', () => {
  it('tightens a file that others can read', async () => {
    await writeFile(inDirectory('file'), '', { mode: 0o644 });
    await ensurePrivateFile(inDirectory('file'));
    expect(await modeOf(inDirectory('file'))).toBe(0o600);
  });
});
