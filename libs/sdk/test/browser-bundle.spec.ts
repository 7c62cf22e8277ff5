import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

const ROOT = join(__dirname, '../../..');
const MAX_GZIPPED_BYTES = 20 * 1024;

/** The SDK as a page would get it. Fails when something of it needs Node, since esbuild does not resolve that here. */
async function bundle(): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(ROOT, 'node_modules/esbuild/bin/esbuild'),
      join(ROOT, 'libs/sdk/src/index.ts'),
      '--bundle',
      '--minify',
      '--platform=browser',
      '--format=iife',
      '--global-name=Otto',
      `--tsconfig=${join(ROOT, 'tsconfig.json')}`,
    ],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  return stdout;
}

describe('the SDK in a browser', () => {
  let code: string;
  beforeAll(async () => {
    code = await bundle();
  }, 30_000);

  it('is less than 20 kB gzipped', () => {
    expect(gzipSync(code).length).toBeLessThan(MAX_GZIPPED_BYTES);
  });

  it('connects with what a page has, and nothing of Node', async () => {
    const urls: string[] = [];
    class WebSocket {
      onclose: (event: object) => void = () => undefined;
      constructor(url: string) {
        urls.push(url);
        queueMicrotask(() => this.onclose({ code: 1006 }));
      }
      close(): void {
        return undefined;
      }
    }
    const page = { WebSocket, AbortController, URL, setTimeout, clearTimeout, atob, crypto, queueMicrotask };
    const connecting = `${code}
      new Otto.OttoClient({ relayUrl: 'wss://relay.example', tokens: { accessToken: 'opaque', refreshToken: 'r' } })
        .connect().catch((error) => error.code)`;
    await expect(runInNewContext(connecting, page)).resolves.toBe('relay_unreachable');
    expect(urls).toEqual(['wss://relay.example/?role=controller']);
  });
});
