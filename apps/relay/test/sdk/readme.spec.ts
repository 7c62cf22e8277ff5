import { execFile } from 'node:child_process';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CommandPayload } from '@otto/protocol';
import type { ReceivedFrame } from '../frame-inbox';
import { SdkWorld } from './sdk-world';

const ROOT = join(__dirname, '../../../..');
const run = promisify(execFile);

const DESCRIPTOR = { site: 'news.ycombinator.com', id: 'getFrontPage', displayName: 'Front page', requiresAuth: false };
const RESPONSE = { status: 200, url: 'https://www.reddit.com/api/me' };
const TEXT = 'This domain is for use in examples.\n\nMore.';

interface Example {
  readonly title: string;
  readonly code: string;
  /** What its comments say that it prints. */
  readonly prints: string;
}

/** The programs of the README, by the heading that they stand under. */
function examplesOf(markdown: string): Example[] {
  return [...markdown.matchAll(/^## (.*)$|^```ts\n([^]*?)^```$/gm)].reduce<Example[]>((examples, [, heading, code]) => {
    if (heading !== undefined) return [...examples, { title: heading, code: '', prints: '' }];
    const prints = [...(code ?? '').matchAll(/\/\/ → (.*)$/gm)].map(([, text]) => `${text}\n`).join('');
    return [...examples.slice(0, -1), { title: examples.at(-1)?.title ?? '', code: code ?? '', prints }];
  }, []);
}

describe('the examples of the README of the SDK', () => {
  let world: SdkWorld;
  let project: string;
  let examples: Example[];

  beforeAll(async () => {
    world = await SdkWorld.create();
    world.node.play = play;
    project = world.directory;
    examples = examplesOf(await readFile(join(ROOT, 'libs/sdk/README.md'), 'utf8')).filter(({ code }) => code !== '');
    await run(process.execPath, ['tools/bundle-sdk.mjs', join(project, 'node_modules/@otto/sdk')], { cwd: ROOT });
    await symlink(join(ROOT, 'node_modules/ws'), join(project, 'node_modules/ws'));
    await Promise.all(examples.map(({ code }, index) => writeFile(fileOf(index, 'mts'), code)));
  }, 120_000);
  afterAll(() => world.end());

  function fileOf(index: number, extension: string): string {
    return join(project, `example-${index}.${extension}`);
  }

  /** Plays a browser, as far as the examples look at it. */
  function play({ action, payload, tabSessionId }: CommandPayload, { requestId }: ReceivedFrame): object | undefined {
    switch (action) {
      case 'primitive.tab.open':
        return { tabId: 1, tabSessionId: 'ts_1', url: payload.url };
      case 'primitive.dom.extract_markdown':
        return { title: 'Example Domain', content: TEXT };
      case 'primitive.dom.extract_text':
        return tabSessionId === 'ts_that_hangs' ? undefined : { text: TEXT };
      case 'primitive.page.screenshot':
        return { mimeType: 'image/jpeg', contentBase64: '/9j/4A==' };
      case 'command.list':
        return { commands: [DESCRIPTOR] };
      case 'command.run':
        return [{ title: 'A kettle that sings & boils' }];
      case 'listener.subscribe':
        setImmediate(() => world.node.captured(requestId, RESPONSE));
        return { listener: payload.listener, requestId };
      default:
        return {};
    }
  }

  it('are as many as there is to show', () => {
    expect(examples.map(({ title }) => title)).toEqual([
      'Reading a page',
      'Errors, deadlines, cancelling',
      'An identity of your own',
      'Site commands',
      'Listening',
      "The relay's log",
      'Having a tab to yourself',
    ]);
  });

  it('compile against the package', async () => {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      lib: ['es2023'],
      module: 'nodenext',
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
      skipLibCheck: true,
    };
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['example-*.mts'] }));
    const compiling = run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc')], { cwd: project });
    expect(await compiling.catch((error: { stdout: string }) => error)).toMatchObject({ stdout: '' });
  });

  it('print what they say, each as a program of its own', async () => {
    const { clientId, clientSecret } = world.client;
    const env = {
      PATH: process.env.PATH,
      OTTO_RELAY_URL: world.relay.wsUrl,
      OTTO_CLIENT_ID: clientId,
      OTTO_CLIENT_SECRET: clientSecret,
    };
    const esbuild = join(ROOT, 'node_modules/esbuild/bin/esbuild');
    const outcomes: object[] = [];
    for (const index of examples.keys()) {
      await run(process.execPath, [
        esbuild,
        fileOf(index, 'mts'),
        '--target=node20',
        `--outfile=${fileOf(index, 'mjs')}`,
      ]);
      const { stdout, stderr } = await run(process.execPath, [fileOf(index, 'mjs')], { cwd: project, env });
      outcomes.push({ title: examples[index]!.title, prints: stdout, stderr });
    }
    expect(outcomes).toEqual(examples.map(({ title, prints }) => ({ title, prints, stderr: '' })));
  });
});
