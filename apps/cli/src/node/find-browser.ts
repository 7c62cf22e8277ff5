import { OttoError, type Environment } from '@otto/protocol';
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

export interface Browser {
  readonly name: 'Google Chrome' | 'Chromium' | 'Microsoft Edge' | 'Brave' | 'browser';
  readonly path: string;
}

/** What the search looks at, so that a spec can be any machine. */
export interface BrowserMachine {
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
  readonly home: string;
  isProgram(path: string): boolean;
}

interface KnownBrowser {
  readonly name: Browser['name'];
  /** Program names on PATH, the way Linux distributions install them. */
  readonly programs: readonly string[];
  /** Beyond PATH on Linux. */
  readonly linux: readonly string[];
  /** Below /Applications or ~/Applications. */
  readonly mac: string;
  /** Below Program Files or the user's local application data. */
  readonly windows: string;
}

const KNOWN: readonly KnownBrowser[] = [
  {
    name: 'Google Chrome',
    programs: ['google-chrome-stable', 'google-chrome', 'chrome'],
    linux: ['/opt/google/chrome/chrome'],
    mac: 'Google Chrome.app/Contents/MacOS/Google Chrome',
    windows: 'Google\\Chrome\\Application\\chrome.exe',
  },
  {
    name: 'Chromium',
    programs: ['chromium', 'chromium-browser'],
    linux: ['/usr/lib/chromium/chromium', '/usr/lib64/chromium-browser/chromium-browser'],
    mac: 'Chromium.app/Contents/MacOS/Chromium',
    windows: 'Chromium\\Application\\chrome.exe',
  },
  {
    name: 'Microsoft Edge',
    programs: ['microsoft-edge-stable', 'microsoft-edge'],
    linux: ['/opt/microsoft/msedge/msedge'],
    mac: 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    windows: 'Microsoft\\Edge\\Application\\msedge.exe',
  },
  {
    name: 'Brave',
    programs: ['brave-browser-stable', 'brave-browser', 'brave'],
    linux: ['/opt/brave.com/brave/brave'],
    mac: 'Brave Browser.app/Contents/MacOS/Brave Browser',
    windows: 'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
  },
];

/**
 * The browser to run: the wanted one (a path or a program name), else the first of the known ones on PATH, else in its
 * usual place.
 *
 * @throws OttoError `browser_not_found`
 */
export function findBrowser(wanted: string | undefined, machine: BrowserMachine = thisMachine()): Browser {
  if (wanted !== undefined) return findWanted(wanted, machine);
  for (const places of [onPath, inUsualPlaces]) {
    for (const known of KNOWN) {
      const path = places(known, machine).find((candidate) => machine.isProgram(candidate));
      if (path !== undefined) return { name: known.name, path };
    }
  }
  throw new OttoError('browser_not_found');
}

function findWanted(wanted: string, machine: BrowserMachine): Browser {
  const isPath = /[\\/]/.test(wanted);
  const path = (isPath ? [wanted] : onSearchPath([wanted], machine)).find((candidate) => machine.isProgram(candidate));
  if (path === undefined) throw new OttoError('browser_not_found', { reason: `: "${wanted}" is not a program` });
  const known = KNOWN.find(({ programs, mac, windows }) => {
    const end = path.replaceAll('\\', '/');
    return [...programs.map((program) => `/${program}`), mac, windows.replaceAll('\\', '/')].some((tail) =>
      end.endsWith(tail),
    );
  });
  return { name: known?.name ?? 'browser', path };
}

function onPath({ programs }: KnownBrowser, machine: BrowserMachine): string[] {
  return onSearchPath(programs, machine);
}

/** Browsers that come as a snap go last: they cannot use a profile below a hidden directory such as ~/.otto. */
function onSearchPath(programs: readonly string[], { platform, env }: BrowserMachine): string[] {
  const { delimiter, join } = platform === 'win32' ? win32 : posix;
  const directories = (env.PATH ?? env.Path ?? '').split(delimiter).filter((directory) => directory !== '');
  const [snaps, others] = [/^\/snap\//, /^(?!\/snap\/)/].map((kind) => directories.filter((name) => kind.test(name)));
  const endings = platform === 'win32' ? ['.exe', ''] : [''];
  return [...(others ?? []), ...(snaps ?? [])].flatMap((directory) =>
    programs.flatMap((program) => endings.map((ending) => join(directory, program + ending))),
  );
}

function inUsualPlaces({ linux, mac, windows }: KnownBrowser, { platform, env, home }: BrowserMachine): string[] {
  if (platform === 'darwin')
    return ['/Applications', posix.join(home, 'Applications')].map((at) => posix.join(at, mac));
  if (platform !== 'win32') return [...linux];
  return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
    .filter((directory) => directory !== undefined && directory !== '')
    .map((directory) => win32.join(directory as string, windows));
}

function thisMachine(): BrowserMachine {
  return { platform: process.platform, env: process.env, home: homedir(), isProgram };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
