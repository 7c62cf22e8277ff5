import { asBytes, checksumList, extensionFiles, hash, type Files } from '../../test/extension-fixture';
import { verifyArtifact } from './verify-artifact';

const verify = (files: Files): unknown => verifyArtifact({ source: 'here', files: asBytes(files) });
const codeOf = (code: string, words: string): Error =>
  expect.objectContaining({ code, message: expect.stringContaining(words) as string }) as Error;
const withSums = ({ SHA256SUMS: _old, ...files }: Files): Files => ({ ...files, SHA256SUMS: checksumList(files) });

describe('a copy of the extension', () => {
  it('is good when every file is as its checksum says', () => {
    const files = extensionFiles('1.2.3');
    expect(verify(files)).toMatchObject({ version: '1.2.3', sha256: hash(files.SHA256SUMS ?? '') });
  });

  it('is refused without checksums', () => {
    const { SHA256SUMS: _without, ...files } = extensionFiles();
    expect(() => verify(files)).toThrow(codeOf('extension_checksum_missing', 'here'));
  });

  it('is refused when a file was changed', () => {
    expect(() => verify({ ...extensionFiles(), 'static/background/index.js': 'evil()' })).toThrow(
      codeOf('extension_checksum_mismatch', 'static/background/index.js'),
    );
  });

  it('is refused when a file was added', () => {
    expect(() => verify({ ...extensionFiles(), 'evil.js': '1' })).toThrow(
      codeOf('extension_artifact_invalid', 'evil.js is not in its SHA256SUMS'),
    );
  });

  it('is refused when a file is missing', () => {
    const { 'static/background/index.js': _gone, ...files } = extensionFiles();
    expect(() => verify(files)).toThrow(codeOf('extension_artifact_invalid', 'is missing'));
  });

  it('is refused when it is some other extension, however well it is listed', () => {
    const other = withSums({ ...extensionFiles(), 'manifest.json': '{"version":"1.0","key":"AAAA"}' });
    expect(() => verify(other)).toThrow(codeOf('extension_artifact_invalid', 'its id is not that of Otto'));
  });

  it.each(['', '{', '[]'])('is refused when its manifest is %j', (manifest) => {
    const broken = withSums({ ...extensionFiles(), 'manifest.json': manifest });
    expect(() => verify(broken)).toThrow(codeOf('extension_artifact_invalid', 'no manifest.json'));
  });

  it('is refused when its version could be anything', () => {
    expect(() => verify(extensionFiles('../../x'))).toThrow(codeOf('extension_artifact_invalid', 'no version'));
  });
});
