import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

const ROOT = join(__dirname, '../../..');
const MAX_GZIPPED_BYTES = 20_000;

async function node(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}

/** The package as its users get it, made anew. */
describe('the package @otto/sdk', () => {
  let project: string;
  let sdk: string;
  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'otto-sdk-'));
    sdk = join(project, 'node_modules/@otto/sdk');
    await node(ROOT, 'tools/bundle-sdk.mjs', sdk);
  }, 120_000);
  afterAll(() => rm(project, { recursive: true, force: true }));

  it('is less than 20 kB gzipped for a page', async () => {
    expect(gzipSync(await readFile(join(sdk, 'browser.mjs'))).length).toBeLessThan(MAX_GZIPPED_BYTES);
  });

  it('connects in a page with what that has, and nothing of Node', async () => {
    const esbuild = join(ROOT, 'node_modules/esbuild/bin/esbuild');
    const script = await node(sdk, esbuild, 'browser.mjs', '--bundle', '--format=iife', '--global-name=Otto');
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
    const connecting = `${script}
      new Otto.OttoClient({ relayUrl: 'wss://relay.example', tokens: { accessToken: 'opaque', refreshToken: 'r' } })
        .connect().catch((error) => [error.code, error.retryable, error.hint.length > 0].join())`;
    await expect(runInNewContext(connecting, page)).resolves.toBe('relay_unreachable,true,true');
    expect(urls).toEqual(['wss://relay.example/?role=controller']);
  });

  it.each([
    ['import', 'a.mjs', `import { OttoClient } from '@otto/sdk';`],
    ['require', 'a.cjs', `const { OttoClient } = require('@otto/sdk');`],
  ])('can be had with %s', async (_how, file, line) => {
    await writeFile(join(project, file), `${line}\nconsole.log(new OttoClient({ relayUrl: 'ws://a' }).state);`);
    expect(await node(project, file)).toBe('disconnected\n');
  });

  it.each(['nodenext', 'esnext'])('brings its types along, sound under module %s', async (module) => {
    const typed = `
      import { OttoClient, type Tab } from '@otto/sdk';
      const otto = new OttoClient({ relayUrl: 'ws://a' });
      export async function titleOf(tab: Tab): Promise<string> {
        return (await tab.extractMarkdown()).title;
      }
      export async function textOf(): Promise<string> {
        await using tab = await otto.tabs.open('node_a', 'https://example.com');
        // @ts-expect-error no such option
        await tab.screenshot({ mode: 'somehow' });
        return titleOf(tab);
      }`;
    await writeFile(join(project, 'typed.mts'), typed);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      lib: ['es2023', 'dom', 'dom.iterable'],
      types: [],
      module,
      moduleResolution: module === 'nodenext' ? module : 'bundler',
    };
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['typed.mts'] }));
    const tsc = node(project, join(ROOT, 'node_modules/typescript/bin/tsc'));
    const tried = tsc.catch((error: { stdout: string }) => error.stdout);
    expect(await tried).toBe('');
  });
});
