import { OttoError } from '@otto/protocol';
import { PassThrough, Readable } from 'node:stream';
import { Capture } from '../../test/otto-under-test';
import { Invocation } from '../invocation';
import { Output } from './output';

let capture: Capture;

interface Given {
  readonly argv?: string[];
  readonly tty?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

function output({ argv = [], tty = false, env = {} }: Given = {}): Output {
  capture = new Capture(tty);
  const { stdout, stderr } = capture;
  const signal = new AbortController().signal;
  const quiet = { NO_COLOR: '1', ...env };
  return new Output(new Invocation({ argv, env: quiet, stdin: Readable.from(''), stdout, stderr, signal }));
}

describe('Output', () => {
  it('prints a sentence for people', () => {
    output().done('It works', { works: true });
    expect(capture.text('stdout')).toBe('✔ It works\n');
  });

  it('prints one JSON document, and nothing else, for programs', () => {
    const json = output({ argv: ['x', '--json'] });
    const progress = json.progress('Working');
    json.note('By the way');
    progress.end();
    json.done('It works', { works: true });
    expect(JSON.parse(capture.text('stdout'))).toEqual({ works: true });
    expect(capture.text('stderr')).toBe('By the way\n');
  });

  it('prints content unchanged into a pipe, with one line feed at its end', () => {
    output().content('a\u001b[31mb', {});
    expect(capture.text('stdout')).toBe('a\u001b[31mb\n');
    output().content('ends well\n', {});
    expect(capture.text('stdout')).toBe('ends well\n');
  });

  it('lets no page speak to the terminal', () => {
    output({ tty: true }).content('a\u001b[31mb', {});
    expect(capture.text('stdout')).toBe('a\ufffd[31mb\n');
    output({ tty: true }).done('node\u001b[31m', {});
    expect(capture.text('stdout')).toBe('✔ node\ufffd[31m\n');
  });

  it('prints one of many as a line, or as a line of JSON', async () => {
    await output().line('first', { n: 1 });
    expect(capture.text('stdout')).toBe('first\n');
    const json = output({ argv: ['--json'] });
    await json.line('first', { n: 1 });
    await json.line('second', { n: 2 });
    expect(capture.text('stdout')).toBe('{"n":1}\n{"n":2}\n');
  });

  it('waits with the next line until a slow reader has taken this one', async () => {
    const slow = new PassThrough({ highWaterMark: 1 });
    capture = new Capture();
    const signal = new AbortController().signal;
    const parts = { argv: [], env: {}, stdin: Readable.from(''), stdout: slow, stderr: capture.stderr, signal };
    let isTaken = false;
    const line = new Output(new Invocation(parts)).line('long', {}).then(() => (isTaken = true));
    await new Promise(setImmediate);
    expect(isTaken).toBe(false);
    slow.resume();
    await line;
  });

  it('keeps what is under way below the lines that come', async () => {
    const screen = output({ tty: true });
    screen.progress('Working');
    await screen.line('first', {});
    expect(capture.text('stdout')).toBe('first\n');
    expect(capture.text('stderr')).toBe('\r\u001b[2K⠋ Working\r\u001b[2K\r\u001b[2K⠋ Working');
    screen.done('End', {});
  });

  it('shows pictures on terminals that can, and nowhere else', () => {
    const picture = { base64: 'QUJD', format: 'png', width: 9, height: 9 } as const;
    for (const options of [{}, { tty: true }, { tty: true, argv: ['--json'], env: { TERM: 'xterm-kitty' } }]) {
      output(options).picture(picture);
      expect(capture.text('stdout')).toBe('');
    }
    output({ tty: true, env: { TERM: 'xterm-kitty' } }).picture(picture);
    expect(capture.text('stdout')).toContain('QUJD');
  });

  it('says what an empty table means', () => {
    output().table({ head: ['A'], rows: [], none: 'Nothing here.' }, []);
    expect(capture.text('stdout')).toBe('Nothing here.\n');
  });

  it('prints an error as code, message and remedy on stderr', () => {
    output().error(new OttoError('relay_not_running'));
    expect(capture.text('stderr')).toBe(
      'relay_not_running: The relay is not running.\n→ Start it with "otto start".\n',
    );
    expect(capture.text('stdout')).toBe('');
  });

  it('names the requestId of a failed command to programs', () => {
    output({ argv: ['--json'] }).error(new OttoError('node_offline', { nodeId: 'n', requestId: 'req_1' }));
    expect(JSON.parse(capture.text('stdout'))).toMatchObject({ code: 'node_offline', requestId: 'req_1' });
  });

  it('shows the stack of an error that nobody foresaw', () => {
    output().error(new TypeError('surprise'));
    expect(capture.text('stderr')).toMatch(/^internal_error: .*\n→ .*\nTypeError: surprise\n {4}at /);
  });

  it('shows progress on a terminal only, below warnings, and takes it away before the answer', () => {
    output().progress('Working').end();
    expect(capture.text('stderr')).toBe('');
    output({ tty: true, env: { TERM: 'dumb' } })
      .progress('Working')
      .end();
    expect(capture.text('stderr')).toBe('');
    const screen = output({ tty: true });
    screen.progress('Working');
    screen.warn('careful');
    screen.done('Done', {});
    const working = '\r\u001b[2K⠋ Working';
    expect(capture.text('stderr')).toBe(`${working}\r\u001b[2Kwarning: careful\n${working}\r\u001b[2K`);
  });
});
