import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrowserProcess, reasonOf } from './browser-process';

describe('a browser process', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'otto-spec-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  /** A program in the place of a browser. */
  function browserThat(code: string): string {
    const path = join(directory, 'browser');
    writeFileSync(path, `#!${process.execPath}\n${code}`);
    chmodSync(path, 0o755);
    return path;
  }

  it('talks over descriptors 3 and 4', async () => {
    const path = browserThat(`
      const fs = require('fs');
      const asked = Buffer.alloc(100);
      const bytes = fs.readSync(3, asked);
      fs.writeSync(4, 'heard ' + asked.subarray(0, bytes));`);
    const browser = BrowserProcess.start(path, [], process.env);
    const answer = new Promise<string>((resolve) => (browser.pipe.onmessage = resolve));
    browser.pipe.send('hello');
    expect(await answer).toBe('heard hello');
  });

  it('gets its flags, and nothing of the settings of Otto', async () => {
    const path = browserThat(
      `console.log(process.argv[2], Object.keys(process.env).filter((n) => /^OTTO|^PATH/.test(n)).join())`,
    );
    const env = { PATH: process.env.PATH, OTTO_TOKEN_SECRET: 's', OTTO_OPERATOR_TOKEN: 't' };
    const browser = BrowserProcess.start(path, ['--flag'], env);
    await browser.ended;
    expect(browser.output).toBe('--flag PATH\n');
  });

  it('ends when its pipe is closed', async () => {
    const path = browserThat(
      `require('fs').createReadStream('', { fd: 3 }).on('close', () => process.exit(7)).resume()`,
    );
    const browser = BrowserProcess.start(path, [], process.env);
    browser.pipe.close();
    expect(await browser.ended).toEqual({ code: 7, signal: null });
  });

  it('keeps its last words for the one who asks why it ended', async () => {
    const browser = BrowserProcess.start(browserThat(`console.error('no memory'); process.exit(3)`), [], process.env);
    expect(reasonOf(await browser.ended, browser.output)).toBe('it ended with code 3 (no memory)');
  });

  it('is ended by force with what it started', async () => {
    // The helper holds the pipe as well, so the pipe closes only when both are gone.
    const path = browserThat(`
      require('child_process').spawn('sleep', ['1000'], { stdio: ['ignore', 'ignore', 'ignore', 3, 4] });
      require('fs').writeSync(4, 'up\\0');`);
    const browser = BrowserProcess.start(path, [], process.env);
    const closed = new Promise<void>((resolve) => (browser.pipe.onclose = resolve));
    await new Promise<string>((resolve) => (browser.pipe.onmessage = resolve));
    browser.kill();
    await closed;
    expect(await browser.ended).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('tells when it cannot be run at all', async () => {
    const browser = BrowserProcess.start('/etc/passwd', [], process.env);
    expect(reasonOf(await browser.ended, browser.output)).toBe('it cannot be run (EACCES)');
    expect(browser.pid).toBeUndefined();
  });
});

describe('the reason why a browser ended', () => {
  const ended = (code: number) => ({ code, signal: null });

  it.each([
    [
      ended(1),
      '[1:1:ERROR:ozone_platform_x11.cc(257)] Missing X server or $DISPLAY',
      'there is no screen to show it on (use --headless)',
    ],
    [ended(21), '', 'another browser uses its profile'],
    [ended(0), 'Failed to create a ProcessSingleton for your profile directory.', 'another browser uses its profile'],
    [
      ended(133),
      '[1:1:FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox! See',
      expect.stringContaining('-- --no-sandbox'),
    ],
    [{ code: null, signal: 'SIGKILL' as const }, '', 'it ended with SIGKILL'],
    [
      ended(5),
      '[1:2:ERROR:x.cc(1)] disk full\n[1:2:ERROR:dbus/bus.cc(405)] Failed to connect',
      'it ended with code 5 (disk full)',
    ],
  ])('%j, %j: %s', (end, output, reason) => {
    expect(reasonOf(end, output)).toEqual(reason);
  });
});
