import { findBrowser, type BrowserMachine } from './find-browser';

function machine(parts: Partial<BrowserMachine> & { programs?: string[] }): BrowserMachine {
  const { programs = [], platform = 'linux', env = { PATH: '/usr/local/bin:/usr/bin' }, home = '/home/me' } = parts;
  return { platform, env, home, isProgram: (path) => programs.includes(path) };
}

describe('finding a browser', () => {
  it.each<[string, Parameters<typeof machine>[0], { name: string; path: string }]>([
    [
      'on PATH, Chrome before Chromium',
      { programs: ['/usr/bin/chromium', '/usr/bin/google-chrome'] },
      { name: 'Google Chrome', path: '/usr/bin/google-chrome' },
    ],
    [
      'on PATH before the usual places',
      { programs: ['/opt/google/chrome/chrome', '/usr/bin/brave-browser'] },
      { name: 'Brave', path: '/usr/bin/brave-browser' },
    ],
    [
      'in a usual place of Linux',
      { programs: ['/opt/microsoft/msedge/msedge'] },
      { name: 'Microsoft Edge', path: '/opt/microsoft/msedge/msedge' },
    ],
    [
      'as a snap only when there is no other',
      { env: { PATH: '/snap/bin:/usr/bin' }, programs: ['/snap/bin/chromium', '/usr/bin/chromium'] },
      { name: 'Chromium', path: '/usr/bin/chromium' },
    ],
    [
      'among the applications of macOS',
      { platform: 'darwin', programs: ['/Applications/Chromium.app/Contents/MacOS/Chromium'] },
      { name: 'Chromium', path: '/Applications/Chromium.app/Contents/MacOS/Chromium' },
    ],
    [
      "among the user's own applications of macOS",
      { platform: 'darwin', programs: ['/home/me/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'] },
      { name: 'Google Chrome', path: '/home/me/Applications/Google Chrome.app/Contents/MacOS/Google Chrome' },
    ],
    [
      'below the program directories of Windows',
      {
        platform: 'win32',
        env: { PROGRAMFILES: 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
        programs: ['C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
      },
      { name: 'Microsoft Edge', path: 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe' },
    ],
    [
      'on the PATH of Windows',
      { platform: 'win32', env: { Path: 'C:\\a;D:\\b' }, programs: ['D:\\b\\chrome.exe'] },
      { name: 'Google Chrome', path: 'D:\\b\\chrome.exe' },
    ],
  ])('looks %s', (_, parts, found) => {
    expect(findBrowser(undefined, machine(parts))).toEqual(found);
  });

  it.each([
    ['a path', '/opt/brave.com/brave/brave', { name: 'Brave', path: '/opt/brave.com/brave/brave' }],
    ['the name of a program', 'chromium', { name: 'Chromium', path: '/usr/bin/chromium' }],
    ['a browser that it does not know', '/opt/own/browser', { name: 'browser', path: '/opt/own/browser' }],
  ])('takes %s that is named', (_, wanted, found) => {
    expect(findBrowser(wanted, machine({ programs: [found.path, '/usr/bin/google-chrome'] }))).toEqual(found);
  });

  it('does not take another one when the named one is missing', () => {
    expect(() => findBrowser('/nowhere/chrome', machine({ programs: ['/usr/bin/chromium'] }))).toThrow(
      expect.objectContaining({ code: 'browser_not_found', message: expect.stringContaining('/nowhere/chrome') }),
    );
  });

  it('says what to install when there is none', () => {
    expect(() => findBrowser(undefined, machine({}))).toThrow(
      expect.objectContaining({ code: 'browser_not_found', hint: expect.stringContaining('apt-get install chromium') }),
    );
  });

  it('takes only files that may be run', () => {
    expect(findBrowser(process.execPath)).toEqual({ name: 'browser', path: process.execPath });
    expect(() => findBrowser('/etc/passwd')).toThrow('is not a program');
    expect(() => findBrowser('/tmp/')).toThrow('is not a program');
  });
});
