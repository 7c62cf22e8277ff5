import { readFile, writeFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import { asBytes, extensionFiles, hash, writeExtension } from '../../test/extension-fixture';
import { OttoUnderTest } from '../../test/otto-under-test';

let otto: OttoUnderTest;
let from: string;

beforeEach(async () => {
  otto = await OttoUnderTest.create();
  from = await writeExtension(otto.path('source'), extensionFiles('1.0.0'));
});
afterEach(() => otto.remove());

describe('otto extension update', () => {
  it('unpacks it where a browser can load it, and says how that is done', async () => {
    const { code, stdout, stderr } = await otto.run(['extension', 'update', '--from', from]);
    expect(code).toBe(0);
    expect(stdout).toBe(`✔ Version 1.0.0 is unpacked in ${otto.path('extension')}\n`);
    expect(stderr).toContain('chrome://extensions');
    expect(await readFile(otto.path('extension/static/background/index.js'), 'utf8')).toBe('// 1.0.0');
  });

  it('does nothing the second time', async () => {
    await otto.run(['extension', 'update', '--from', from]);
    await expect(otto.json(['extension', 'update', '--from', from])).resolves.toMatchObject({
      status: 'already_current',
    });
  });

  it('replaces an older one, and one that was changed', async () => {
    await otto.run(['extension', 'update', '--from', from]);
    await writeExtension(otto.path('newer'), extensionFiles('1.1.0'));
    const newer = await otto.json(['extension', 'update', '--from', otto.path('newer')]);
    expect(newer).toMatchObject({ status: 'updated', version: '1.1.0', previousVersion: '1.0.0' });
    await writeFile(otto.path('extension/static/background/index.js'), 'evil()');
    expect(await otto.json(['extension', 'update', '--from', otto.path('newer')])).toMatchObject({ status: 'updated' });
    expect(await readFile(otto.path('extension/static/background/index.js'), 'utf8')).toBe('// 1.1.0');
  });

  it('keeps to the directory that was chosen once', async () => {
    await otto.json(['extension', 'update', '--from', from, '--output', otto.path('elsewhere')]);
    const again = await otto.json(['extension', 'update', '--from', from]);
    expect(again).toMatchObject({ status: 'already_current', directory: otto.path('elsewhere') });
  });

  it('gets the wanted version from where the settings say that releases are', async () => {
    const archive = zipSync(Object.fromEntries(asBytes(extensionFiles('7.7'))));
    await writeFile(otto.path('otto-7.7.zip'), archive);
    await writeFile(otto.path('otto-7.7.zip.sha256'), hash(archive));
    await writeFile(
      otto.path('config.json'),
      JSON.stringify({ extensionReleaseUrl: otto.path('otto-{version}.zip') }),
      { mode: 0o600 },
    );
    await expect(otto.json(['extension', 'update', '--version', '7.7'])).resolves.toMatchObject({ version: '7.7' });
  });

  it('says so when the source is another version than the wanted one', async () => {
    const { code, stderr } = await otto.run(['extension', 'update', '--from', from, '--version', '3.0']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^extension_version_unavailable: Version 3\.0 .* is version 1\.0\.0\.\n→ .*\{version\}/);
  });

  it('leaves what is there alone when the new one is not what it should be', async () => {
    await otto.run(['extension', 'update', '--from', from]);
    await writeExtension(otto.path('evil'), { ...extensionFiles('2.0'), 'manifest.json': '{}' });
    const { code, stderr } = await otto.run(['extension', 'update', '--from', otto.path('evil')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^extension_checksum_mismatch: /);
    await expect(otto.json(['extension', 'update', '--from', from])).resolves.toMatchObject({
      status: 'already_current',
    });
  });
});

describe('otto extension info', () => {
  it('tells that none is unpacked yet, and what came with the command', async () => {
    const info = await otto.json<{ installed: object; shipped: { version: string } }>(['extension', 'info']);
    expect(info).toMatchObject({ installed: { state: 'missing', directory: otto.path('extension') } });
    expect(info.shipped.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('tells that the unpacked one is that of the command', async () => {
    await otto.run(['extension', 'update']);
    expect(await otto.json(['extension', 'info'])).toMatchObject({ isCurrent: true, installed: { state: 'intact' } });
    expect((await otto.run(['extension', 'info'])).stdout).toContain('with this command, the same');
  });

  it('tells which file of it was changed', async () => {
    await otto.run(['extension', 'update', '--from', from]);
    await writeFile(otto.path('extension/static/background/index.js'), 'evil()');
    expect(await otto.json(['extension', 'info'])).toMatchObject({
      installed: { state: 'damaged', problem: { code: 'extension_checksum_mismatch' } },
    });
    expect((await otto.run(['extension', 'info'])).stdout).toContain('static/background/index.js');
  });
});

it('"otto --version" still is that of otto', async () => {
  expect((await otto.run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
