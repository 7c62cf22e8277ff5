import { readFile } from 'node:fs/promises';
import type { Reply } from '../../../../libs/sdk/test/fake-relay';
import { OttoWithRelay } from '../../test/otto-with-relay';

const PAGE = 'http://site.example/article';
let machine: OttoWithRelay;
const commands = (): unknown[] => machine.relay.commands().map(({ payload }) => [payload.action, payload.payload]);

/** A node with one page. */
function answer({ frame, result }: Reply): void {
  const action = String(frame.payload.action);
  if (action === 'primitive.tab.open') return result({ tabId: 1, tabSessionId: 'ts_1', url: PAGE });
  if (action === 'primitive.tab.close') return result({ closed: true, tabSessionId: 'ts_1' });
  if (action === 'primitive.dom.extract_text') return result({ tabSessionId: 'ts_1', selector: 'body', text: 'Plain' });
  result({ sourceUrl: PAGE, title: 'T', extractionMode: 'markdown', contentLength: 3, content: '# T' });
}

beforeEach(async () => {
  machine = await OttoWithRelay.create();
  await machine.register();
  machine.relay.onCommand = answer;
});
afterEach(() => machine.remove());

describe('otto extract-content', () => {
  it('prints a page as Markdown', async () => {
    await expect(machine.run(['extract-content', PAGE])).resolves.toEqual({ code: 0, stdout: '# T\n', stderr: '' });
    expect(commands()).toEqual([['primitive.dom.extract_markdown', { url: PAGE }]]);
  });

  it.each([
    ['markdown', 'primitive.dom.extract_markdown'],
    ['distilled_html', 'primitive.dom.extract_distilled_html'],
    ['clean_html', 'primitive.dom.extract_clean_html'],
    ['raw_html', 'primitive.dom.extract_html'],
  ])('has an action for %s', async (format, action) => {
    await machine.run(['extract-content', PAGE, '--format', format]);
    expect(commands()).toEqual([[action, { url: PAGE }]]);
  });

  it('opens a tab for the text of a page, and closes it', async () => {
    const { stdout } = await machine.run(['extract-content', PAGE, '--format', 'text', '--selector', 'h1']);
    expect(stdout).toBe('Plain\n');
    expect(commands()).toEqual([
      ['primitive.tab.open', { url: PAGE, waitUntil: 'load' }],
      ['primitive.dom.extract_text', { selector: 'h1' }],
      ['primitive.tab.close', {}],
    ]);
  });

  it('closes that tab although the extraction failed', async () => {
    machine.relay.onCommand = (reply) =>
      reply.frame.payload.action === 'primitive.dom.extract_text' ? reply.error('selector_not_found') : answer(reply);
    const { code, stderr } = await machine.run(['extract-content', PAGE, '--format', 'text']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^selector_not_found: /);
    expect(commands().at(-1)).toEqual(['primitive.tab.close', {}]);
  });

  it('closes that tab although it was cancelled', async () => {
    const interrupt = new AbortController();
    machine.relay.onCommand = (reply) => {
      if (reply.frame.payload.action !== 'primitive.dom.extract_text') return answer(reply);
      machine.relay.onCancel = () => reply.error('command_cancelled');
      interrupt.abort();
    };
    const options = { signal: interrupt.signal };
    const { code, stderr } = await machine.run(['extract-content', PAGE, '--format', 'text'], options);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^command_cancelled: /) });
    expect(commands().at(-1)).toEqual(['primitive.tab.close', {}]);
  });

  it('reads an open tab', async () => {
    await machine.run(['extract-content', '--tab-session', 'ts_9', '--format', 'text']);
    expect(machine.relay.commands().map(({ payload }) => [payload.action, payload.tabSessionId])).toEqual([
      ['primitive.dom.extract_text', 'ts_9'],
    ]);
  });

  it('passes on how the article is to be found', async () => {
    const flags = ['--distill-mode', 'dom-distiller', '--no-fallback-to-readability', '--max-chars', '10'];
    await machine.run(['extract-content', PAGE, ...flags, '--timeout', '1m']);
    expect(commands()).toEqual([
      [
        'primitive.dom.extract_markdown',
        { url: PAGE, mode: 'dom-distiller', maxChars: 10, fallbackToReadability: false },
      ],
    ]);
    expect(machine.relay.commands()[0]!.payload.timeoutMs).toBe(60_000);
  });

  it('prints the whole answer as JSON', async () => {
    expect(await machine.json(['extract-content', PAGE])).toEqual({
      sourceUrl: PAGE,
      title: 'T',
      extractionMode: 'markdown',
      contentLength: 3,
      content: '# T',
      requestId: machine.relay.commands()[0]!.requestId,
      warnings: [],
    });
  });

  it('prints it with "-o -" as well', async () => {
    const [plain, dashed] = [
      await machine.run(['extract-content', PAGE]),
      await machine.run(['extract-content', PAGE, '-o', '-']),
    ];
    expect(dashed).toEqual(plain);
    expect(plain.code).toBe(0);
  });

  it('writes a file, unchanged, and prints its path and size', async () => {
    const file = machine.otto.path('page.md');
    await expect(machine.run(['extract-content', PAGE, '-o', file])).resolves.toMatchObject({
      code: 0,
      stdout: `✔ ${file} (3 bytes)\n`,
    });
    expect(await readFile(file, 'utf8')).toBe('# T');
    await expect(machine.json(['extract-content', PAGE, '-o', file])).resolves.toMatchObject({
      file,
      bytes: 3,
      title: 'T',
    });
  });

  it('says so when the file cannot be written', async () => {
    const file = machine.otto.path('none', 'page.md');
    const { code, stderr } = await machine.run(['extract-content', PAGE, '-o', file]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^directory_not_writable: Otto cannot write to .*page\.md \(there is no such directory\)\.\n→ .*--output/,
    );
  });

  it.each([
    [[], /^missing_extraction_target: /],
    [[PAGE, '--tab-session', 'ts_1'], /^invalid_argument: --tab-session is not valid: a url was given as well/],
    [[PAGE, '--format', 'pdf'], /^invalid_argument: --format is not valid: "pdf" is not one of markdown, /],
    [[PAGE, '--selector', 'h1'], /^invalid_argument: --selector is not valid: it does not go with --format markdown/],
    [[PAGE, '--format', 'text', '--distill-mode', 'readability'], /^invalid_argument: --distill-mode is not valid/],
    [[PAGE, '--distill-mode', 'magic'], /"magic" is not one of readability, dom-distiller/],
    [[PAGE, '--max-chars', '0'], /^invalid_argument: --max-chars is not valid/],
  ])('refuses %j before anything is sent', async (args, message) => {
    const { code, stderr } = await machine.run(['extract-content', ...args]);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(commands()).toEqual([]);
  });

  it('shows at a terminal that it is under way, and leaves no trace of that', async () => {
    const { stdout, stderr } = await machine.run(['extract-content', PAGE], { tty: true, env: { NO_COLOR: '1' } });
    expect(stdout).toBe('# T\n');
    expect(stderr).toContain(`⠋ Reading ${PAGE}`);
    expect(stderr.endsWith('\r\u001b[2K')).toBe(true);
  });
});
