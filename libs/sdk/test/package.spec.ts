import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { isErrorCode } from '@otto/protocol';
import type { OttoClient as Client } from '../src/otto-client';

const ROOT = join(__dirname, '../../..');
const MAX_GZIPPED_BYTES = 20_000;

/** Codes of nodes that it knows without ever throwing them. */
const COMPARED_WITH = ['unknown_tab_session', 'tab_session_closed'];

/** The error codes that the sources name. */
async function codesIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  const texts = await Promise.all(sources.map((file) => readFile(join(folder, file), 'utf8')));
  const literals = texts.join('\n').matchAll(/'([a-z]+(?:_[a-z]+)+)'/g);
  const codes = new Set([...literals].map(([, literal]) => literal ?? '').filter(isErrorCode));
  return [...codes].filter((code) => !COMPARED_WITH.includes(code));
}

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

  /** What it exports to a page that has no more than pages have. */
  async function inPage(more: object = {}): Promise<unknown> {
    const esbuild = join(ROOT, 'node_modules/esbuild/bin/esbuild');
    const script = await node(sdk, esbuild, 'browser.mjs', '--bundle', '--format=iife', '--global-name=Otto');
    const page = { AbortController, URL, setTimeout, clearTimeout, atob, crypto, queueMicrotask, ...more };
    return runInNewContext(`${script}; Otto`, page);
  }

  it('is less than 20 kB gzipped for a page', async () => {
    expect(gzipSync(await readFile(join(sdk, 'browser.mjs'))).length).toBeLessThan(MAX_GZIPPED_BYTES);
  });

  it('has the text of every error that it throws itself, for a page too', async () => {
    const codes = await codesIn(join(ROOT, 'libs/sdk/src'));
    const { OttoError } = (await inPage()) as { OttoError: new (code: string) => { message: string } };
    expect(codes).toContain('outcome_unknown');
    for (const code of codes) expect([code, new OttoError(code).message]).toEqual([code, expect.any(String)]);
  });

  it('connects in a page with what that has, and nothing of Node', async () => {
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
    const { OttoClient } = (await inPage({ WebSocket })) as { OttoClient: typeof Client };
    const tokens = { accessToken: 'opaque', refreshToken: 'r' };
    const connecting = new OttoClient({ relayUrl: 'wss://relay.example', tokens }).connect();
    await expect(connecting).rejects.toMatchObject({ code: 'relay_unreachable', retryable: true, hint: /otto start/ });
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
