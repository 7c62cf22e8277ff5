import { browserFlags } from './browser-flags';

const system = (platform: NodeJS.Platform, uid: number) => ({ platform, getuid: () => uid }) as NodeJS.Process;
const settings = { profile: '/p', headless: true, flags: [] };

describe("the flags of a node's browser", () => {
  it('switch the sandbox off for root on Linux alone', () => {
    expect(browserFlags(settings, system('linux', 0))).toContain('--no-sandbox');
    expect(browserFlags(settings, system('linux', 1000))).not.toContain('--no-sandbox');
    expect(browserFlags(settings, system('darwin', 0))).not.toContain('--no-sandbox');
  });

  it('keep debugging to the pipe: no port that other programs could use', () => {
    const flags = browserFlags(settings, system('linux', 1000));
    expect(flags).toContain('--remote-debugging-pipe');
    expect(flags.join(' ')).not.toContain('remote-debugging-port');
  });

  it('use the given profile', () => {
    expect(browserFlags(settings, system('linux', 1000))).toContain('--user-data-dir=/p');
  });

  it('show a window, and leave its keychain alone, unless it is headless', () => {
    const flags = browserFlags({ ...settings, headless: false }, system('linux', 1000)).join(' ');
    expect(flags).not.toMatch(/headless|password-store|mock-keychain|about:blank/);
  });

  it("take the user's own flags last, so that they win", () => {
    const flags = browserFlags({ ...settings, headless: false, flags: ['--lang=de'] }, system('linux', 1000));
    expect(flags.at(-1)).toBe('--lang=de');
  });
});
