import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asBytes, extensionFiles, writeExtension } from '../../test/extension-fixture';
import type { VerifiedArtifact } from './artifact';
import { installArtifact } from './install-artifact';
import { verifyArtifact } from './verify-artifact';

let parent: string;
let directory: string;
const never = { signal: new AbortController().signal, isOurs: false };
const aborted = { signal: AbortSignal.abort(), isOurs: false };
const artifact = (version: string): VerifiedArtifact =>
  verifyArtifact({ source: 'spec', files: asBytes(extensionFiles(version)) });
const versionThere = async (): Promise<unknown> =>
  (JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8')) as { version: string }).version;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'otto-spec-'));
  directory = join(parent, 'extension');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

describe('installing the extension', () => {
  it('writes it whole, and nothing beside it', async () => {
    await installArtifact(artifact('1.0'), directory, never);
    expect(await versionThere()).toBe('1.0');
    expect(await readdir(parent)).toEqual(['extension']);
  });

  it('takes the place of the copy that was there, of which nothing stays', async () => {
    await writeExtension(directory, extensionFiles('1.0', { 'old.js': 'old' }));
    await installArtifact(artifact('2.0'), directory, never);
    expect(await versionThere()).toBe('2.0');
    expect((await readdir(directory)).sort()).toEqual(['SHA256SUMS', 'manifest.json', 'static']);
    expect(await readdir(parent)).toEqual(['extension']);
  });

  it('removes nothing that is somebody else', async () => {
    await mkdir(directory);
    await writeFile(join(directory, 'thesis.tex'), 'years of work');
    await expect(installArtifact(artifact('1.0'), directory, never)).rejects.toMatchObject({
      code: 'directory_occupied',
    });
    expect(await readdir(directory)).toEqual(['thesis.tex']);
  });

  it('takes the place of whatever is in a directory of ours: a copy that was damaged, say', async () => {
    await mkdir(directory);
    await writeFile(join(directory, 'manifest.json'), '{}');
    await installArtifact(artifact('1.0'), directory, { ...never, isOurs: true });
    expect(await versionThere()).toBe('1.0');
  });

  it('takes an empty directory', async () => {
    await mkdir(directory);
    await installArtifact(artifact('1.0'), directory, never);
    expect(await versionThere()).toBe('1.0');
  });

  it('leaves the old copy and no draft when it is cancelled', async () => {
    await writeExtension(directory, extensionFiles('1.0'));
    await expect(installArtifact(artifact('2.0'), directory, aborted)).rejects.toMatchObject({
      code: 'command_cancelled',
    });
    expect(await versionThere()).toBe('1.0');
    expect(await readdir(parent)).toEqual(['extension']);
  });

  it('brings back the old copy that an interrupted replacement had put aside, should the new one fail', async () => {
    await writeExtension(directory, extensionFiles('1.0'));
    await rename(directory, join(parent, '.extension.otto-old'));
    await expect(installArtifact(artifact('2.0'), directory, aborted)).rejects.toBeDefined();
    expect(await versionThere()).toBe('1.0');
  });

  it('clears away the copy that an interrupted replacement had left aside', async () => {
    await writeExtension(directory, extensionFiles('2.0'));
    await writeExtension(join(parent, '.extension.otto-old'), extensionFiles('1.0'));
    await installArtifact(artifact('3.0'), directory, never);
    expect(await readdir(parent)).toEqual(['extension']);
  });

  it('says directory_not_writable where it may not write', async () => {
    await writeFile(join(parent, 'file'), '');
    await expect(installArtifact(artifact('1.0'), join(parent, 'file', 'x'), never)).rejects.toMatchObject({
      code: 'directory_not_writable',
    });
  });
});
