import { zipSync } from 'fflate';
import { readZip } from './read-zip';
import { ARTIFACT_LIMITS } from './artifact';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const refusal = (words: string): unknown =>
  expect.objectContaining({ code: 'extension_artifact_invalid', message: expect.stringContaining(words) as string });

/** Writes another size into the archive's directory, as a bomb would. */
function claiming(archive: Uint8Array, size: number): Uint8Array {
  const view = Buffer.from(archive);
  const directory = view.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  view.writeUInt32LE(size, directory + 24);
  return view;
}

describe('a zip archive', () => {
  it('is unpacked in memory', async () => {
    const archive = zipSync({ 'a.txt': bytes('a'), dir: { 'b.txt': bytes('b'.repeat(1000)) } });
    const { files } = await readZip('x.zip', archive);
    expect([...files.keys()].sort()).toEqual(['a.txt', 'dir/b.txt']);
    expect(Buffer.from(files.get('dir/b.txt') ?? '').toString()).toBe('b'.repeat(1000));
  });

  it.each(['../a.txt', '/a.txt', 'a/../../b.txt', '.bashrc'])('is refused with a file %j in it', async (name) => {
    await expect(readZip('x.zip', zipSync({ [name]: bytes('a') }))).rejects.toEqual(refusal('a file with the name'));
  });

  it('is refused when two of its files would be one on a Mac', async () => {
    const archive = zipSync({ 'a.js': bytes('good'), 'A.js': bytes('evil') });
    await expect(readZip('x.zip', archive)).rejects.toEqual(refusal('twice'));
  });

  it('is refused before it is inflated when it would fill the machine', async () => {
    const archive = claiming(zipSync({ 'a.js': bytes('a'.repeat(1000)) }), ARTIFACT_LIMITS.totalBytes + 1);
    await expect(readZip('x.zip', archive)).rejects.toEqual(refusal('far too much'));
  });

  it('gets no more room than it says that it needs', async () => {
    const archive = claiming(zipSync({ 'a.js': bytes('a'.repeat(100_000)) }), 10);
    const { files } = await readZip('x.zip', archive);
    expect(files.get('a.js')?.buffer.byteLength).toBe(10);
  });

  it('is refused when it holds a great many files', async () => {
    const many = Object.fromEntries(
      Array.from({ length: ARTIFACT_LIMITS.files + 1 }, (_, i) => [`${i}.js`, bytes('')]),
    );
    await expect(readZip('x.zip', zipSync(many, { level: 0 }))).rejects.toEqual(refusal('far too much'));
  });

  it.each(['', 'hello', 'PK\u0003\u0004 and so on'])('is none when it holds %j', async (text) => {
    await expect(readZip('x.zip', bytes(text))).rejects.toEqual(refusal('not a zip archive'));
  });
});
