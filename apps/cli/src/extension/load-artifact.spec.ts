import { zipSync } from 'fflate';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asBytes, extensionFiles, hash, writeExtension } from '../../test/extension-fixture';
import { loadArtifact } from './load-artifact';

const never = new AbortController().signal;
const archive = Buffer.from(zipSync(Object.fromEntries(asBytes(extensionFiles('4.5.6')))));
const failing = (code: string): unknown => expect.objectContaining({ code });

describe('a copy of the extension from this machine', () => {
  let home: string;
  const zip = (): string => join(home, 'otto.zip');
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'otto-spec-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('may be a directory', async () => {
    await writeExtension(join(home, 'copy'), extensionFiles('1.1'));
    await expect(loadArtifact(join(home, 'copy'), never)).resolves.toMatchObject({ version: '1.1' });
  });

  it('may be an archive with its checksum beside it', async () => {
    await writeFile(zip(), archive);
    await writeFile(`${zip()}.sha256`, `${hash(archive)}  otto.zip\n`);
    await expect(loadArtifact(zip(), never)).resolves.toMatchObject({ version: '4.5.6', source: zip() });
  });

  it('is refused when the archive has no checksum', async () => {
    await writeFile(zip(), archive);
    await expect(loadArtifact(zip(), never)).rejects.toEqual(failing('extension_checksum_missing'));
  });

  it('is refused, unopened, when the archive is not what its checksum says', async () => {
    await writeFile(zip(), archive);
    await writeFile(`${zip()}.sha256`, hash('another'));
    await expect(loadArtifact(zip(), never)).rejects.toEqual(failing('extension_checksum_mismatch'));
  });

  it.each(['nowhere', 'empty'])('is refused when there is none (%s)', async (name) => {
    if (name === 'empty') await writeExtension(join(home, 'empty', 'deeper'), {});
    await expect(loadArtifact(join(home, name), never)).rejects.toEqual(failing('extension_artifact_invalid'));
  });
});

describe('a copy of the extension from a release', () => {
  let server: Server;
  let origin: string;
  let served: Record<string, { status: number; headers?: Record<string, string>; body?: Buffer | string }>;
  beforeEach(async () => {
    served = {
      '/otto.zip': { status: 200, body: archive },
      '/otto.zip.sha256': { status: 200, body: hash(archive) },
    };
    server = createServer(({ url = '' }, response) => {
      const { status, headers = {}, body = '' } = served[url] ?? { status: 404 };
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  it('is downloaded and verified, wherever it is forwarded to', async () => {
    served['/latest'] = { status: 302, headers: { location: '/otto.zip' } };
    served['/latest.sha256'] = { status: 302, headers: { location: '/otto.zip.sha256' } };
    await expect(loadArtifact(`${origin}/latest`, never)).resolves.toMatchObject({ version: '4.5.6' });
  });

  it('is not even asked for over plain http from another machine', async () => {
    await expect(loadArtifact('http://releases.example/otto.zip', never)).rejects.toEqual(failing('invalid_argument'));
  });

  it('is not followed to plain http on another machine', async () => {
    served['/otto.zip.sha256'] = { status: 302, headers: { location: 'http://releases.example/x' } };
    await expect(loadArtifact(`${origin}/otto.zip`, never)).rejects.toEqual(failing('invalid_argument'));
  });

  it('is refused without its checksum', async () => {
    delete served['/otto.zip.sha256'];
    await expect(loadArtifact(`${origin}/otto.zip`, never)).rejects.toEqual(failing('extension_checksum_missing'));
  });

  it.each([
    ['is not there', { status: 404 }],
    ['fails', { status: 500 }],
    ['runs in circles', { status: 302, headers: { location: '/otto.zip' } }],
  ])('says so when it %s', async (_what, answer) => {
    served['/otto.zip'] = answer;
    await expect(loadArtifact(`${origin}/otto.zip`, never)).rejects.toEqual(failing('extension_download_failed'));
  });

  it('is not read further than a checksum can be long', async () => {
    served['/otto.zip.sha256'] = { status: 200, body: 'a'.repeat(100_000) };
    await expect(loadArtifact(`${origin}/otto.zip`, never)).rejects.toEqual(failing('extension_download_failed'));
  });

  it('is given up at Ctrl+C', async () => {
    await expect(loadArtifact(`${origin}/otto.zip`, AbortSignal.abort())).rejects.toEqual(failing('command_cancelled'));
  });
});
