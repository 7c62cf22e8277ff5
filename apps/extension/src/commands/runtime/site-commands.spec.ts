import { OttoError } from '@otto/protocol';
import { GrantLimits } from '../../runtime/grant/grant-limits';
import { defineSiteCommand, type AnySiteCommand } from '../site-command';
import { CommandLab, SITE, metadataOf } from '../testing/command-lab';
import type { CommandContext } from './command-context';

/** A command that answers what it was called with. */
const echo = (metadata: Parameters<typeof metadataOf>[0] = {}): AnySiteCommand => ({
  metadata: metadataOf(metadata),
  execute: (_context, input, authMode) => Promise.resolve({ input, authMode }),
});

/** A command that does what a spec says. */
const doing = (
  execute: (context: CommandContext) => Promise<unknown>,
  metadata: Parameters<typeof metadataOf>[0] = {},
): AnySiteCommand => ({ metadata: metadataOf(metadata), execute: (context) => execute(context as CommandContext) });

/** The page in the tab of the lab asks for something and gets it. */
function respond(lab: CommandLab, url: string): void {
  const about = { requestId: url, type: 'Fetch' };
  const request = { url, method: 'GET', headers: {} };
  const response = { url, status: 200, mimeType: 'application/json', headers: {} };
  lab.debugger.emit(1, 'Network.requestWillBeSent', { ...about, request });
  lab.debugger.emit(1, 'Network.responseReceived', { ...about, response });
  lab.debugger.emit(1, 'Network.loadingFinished', { ...about, encodedDataLength: 9 });
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a site command', () => {
  it('gets its input and the auth mode, and gives its data', async () => {
    const lab = await CommandLab.open([echo({ inputFields: [{ name: 'limit', type: 'number', optional: true }] })]);
    await expect(lab.run({ input: { limit: 3 } })).resolves.toEqual({ input: { limit: 3 }, authMode: 'auto' });
    await expect(lab.run({ authMode: 'skip' })).resolves.toEqual({ input: {}, authMode: 'skip' });
  });

  it('can be run by an alias', async () => {
    const lab = await CommandLab.open([echo({ id: 'getFeed', aliases: ['getPosts'] })]);
    await expect(lab.run({ command: 'getPosts' })).resolves.toMatchObject({ authMode: 'auto' });
  });

  it('that gives no data gives null', async () => {
    const lab = await CommandLab.open([doing(() => Promise.resolve(undefined))]);
    await expect(lab.run()).resolves.toBeNull();
  });

  it('fails with the code that its page code answers', async () => {
    const failure = { __ottoSerializedCommandError: true, code: 'box_missing', message: 'no box' };
    const lab = await CommandLab.open([doing((context) => context.executeScript(() => failure, []))]);
    await expect(lab.run()).rejects.toMatchObject({ code: 'box_missing', message: 'no box' });
  });

  it('runs on subdomains of its site', async () => {
    const lab = await CommandLab.open([echo()], `https://www.${SITE}/`);
    expect(await lab.codeOf()).toBe('none');
  });
});

describe('a site command for a client whose grant is narrowed', () => {
  const grant = GrantLimits.read({ sites: [`www.${SITE}`] });
  const going = (path: string): AnySiteCommand => doing((context) => context.navigateTab(path));

  it('runs on the sites of the grant, and goes nowhere else', async () => {
    const lab = await CommandLab.open([going(`https://www.${SITE}/inside`)], `https://www.${SITE}/`);
    expect(await lab.codeOf({}, { grant })).toBe('none');
    const astray = await CommandLab.open([going(`https://${SITE}/`)], `https://www.${SITE}/`);
    expect(await astray.codeOf({}, { grant })).toBe('grant_site_mismatch');
    expect(astray.visited).toEqual([]);
  });

  it('does not run elsewhere, be it on its own site', async () => {
    const lab = await CommandLab.open([echo()]);
    expect(await lab.codeOf({}, { grant })).toBe('grant_site_mismatch');
    expect(lab.pages.ran).toEqual([]);
  });
});

describe('the checks before a site command', () => {
  const strict = echo({
    requiresAuth: true,
    requiresDebuggerFocus: true,
    preloadHost: `www.${SITE}`,
    inputFields: [{ name: 'query', type: 'string' }],
  });
  const wrong = { site: 'nowhere.test', command: 'nothing', input: {}, authMode: 'strict_fail' as const };

  it('come in one order, each with its own error', async () => {
    const lab = await CommandLab.open([strict], 'https://elsewhere.test/');
    const { tabId } = await lab.context.tabs.resolve(lab.context);
    lab.login = { loggedIn: false };
    lab.debugger.refusal = 'Another debugger is already attached to the tab with id: 1.';
    lab.redirect = () => `https://${SITE}/sorry`;

    expect(await lab.codeOf(wrong, { tabSessionId: undefined })).toBe('unknown_site');
    expect(await lab.codeOf({ ...wrong, site: SITE }, { tabSessionId: undefined })).toBe('unknown_command');
    const known = { input: {}, authMode: 'strict_fail' as const };
    expect(await lab.codeOf(known, { tabSessionId: undefined })).toBe('missing_tab_session');
    expect(await lab.codeOf(known, { tabSessionId: 'ts_nothing' })).toBe('unknown_tab_session');
    expect(await lab.codeOf(known)).toBe('site_mismatch');
    lab.pages.show(tabId, `https://${SITE}/`);
    expect(await lab.codeOf(known)).toBe('missing_command_input');
    const valid = { ...known, input: { query: 'q' } };
    expect(await lab.codeOf(valid)).toBe('manual_login_required');
    lab.login = { loggedIn: true };
    expect(await lab.codeOf(valid)).toBe('debugger_focus_conflict');
    lab.debugger.refusal = undefined;
    expect(await lab.codeOf(valid)).toBe('preload_host_mismatch');
    lab.redirect = (url) => url;
    expect(await lab.codeOf(valid)).toBe('none');
  });

  it('tell of a tab that was closed', async () => {
    const lab = await CommandLab.open([strict]);
    await lab.context.tabs.close(lab.context);
    expect(await lab.codeOf({ input: { query: 'q' } })).toBe('tab_session_closed');
  });
});

describe('signing in', () => {
  const open = async (): Promise<CommandLab> => {
    const lab = await CommandLab.open([echo({ requiresAuth: true })]);
    lab.login = { loggedIn: false };
    return lab;
  };

  it('is asked of the user at the login page', async () => {
    const lab = await open();
    await expect(lab.run({ authMode: 'auto' })).rejects.toMatchObject({
      code: 'manual_login_required',
      message: `Nobody is signed in to ${SITE} in that browser.`,
    });
    expect(lab.visited).toEqual([`https://${SITE}/login`]);
  });

  it('is not asked for with strict_fail: the tab stays where it is', async () => {
    const lab = await open();
    expect(await lab.codeOf({ authMode: 'strict_fail' })).toBe('manual_login_required');
    expect(lab.visited).toEqual([]);
  });

  it('is not looked for with skip, nor for commands that need nobody', async () => {
    const lab = await open();
    expect(await lab.codeOf({ authMode: 'skip' })).toBe('none');
    const other = await CommandLab.open([echo()]);
    other.login = { loggedIn: false };
    expect(await other.codeOf()).toBe('none');
  });

  it('is what is missing, also when the login page cannot be shown', async () => {
    const lab = await open();
    lab.browser.onOrder = (tabId) => queueMicrotask(() => lab.browser.fail(tabId, 'net::ERR_TIMED_OUT'));
    expect(await lab.codeOf()).toBe('manual_login_required');
  });
});

describe('preloadHost', () => {
  const host = `www.${SITE}`;

  it('sends the tab there first', async () => {
    const lab = await CommandLab.open([echo({ preloadHost: host })]);
    expect(await lab.codeOf()).toBe('none');
    expect(lab.visited).toEqual([`https://${host}/`]);
  });

  it('leaves a tab alone that is there', async () => {
    const lab = await CommandLab.open([echo({ preloadHost: host })], `https://${host}/a`);
    expect(await lab.codeOf()).toBe('none');
    expect(lab.visited).toEqual([]);
  });
});

describe('what a site command starts', () => {
  const start = (rest: (context: CommandContext) => Promise<unknown>): AnySiteCommand =>
    doing(
      async (context) => {
        await context.startNetworkInterception({ includeBody: false });
        return rest(context);
      },
      { requiresDebuggerFocus: true },
    );
  const open = (rest: (context: CommandContext) => Promise<unknown>): Promise<CommandLab> =>
    CommandLab.open([start(rest)]);
  const untilStarted = async (lab: CommandLab): Promise<void> => {
    while (!lab.debugger.methods.includes('Network.enable')) await settle();
  };

  it('is bound to its tab and site', async () => {
    const lab = await CommandLab.open([
      doing(async (context) => {
        const interception = await context.startNetworkInterception({ includeBody: false });
        for (const host of [SITE, 'elsewhere.test']) respond(lab, `https://${host}/api`);
        return interception.next(context.signal);
      }),
    ]);
    await expect(lab.run()).resolves.toMatchObject({
      data: { tabSessionId: lab.context.tabSessionId, site: SITE, url: `https://${SITE}/api` },
    });
  });

  it('ends with it', async () => {
    const lab = await open(async () => [...lab.debugger.attached]);
    await expect(lab.run()).resolves.toEqual([1]);
    expect(lab.debugger.attached.size).toBe(0);
  });

  it('ends when it throws', async () => {
    const lab = await open(() => Promise.reject(new Error('broken')));
    await expect(lab.run()).rejects.toThrow('broken');
    expect(lab.debugger.history).toEqual(['attach 1', 'detach 1']);
  });

  it('ends when it is cancelled, whatever the command itself is waiting for', async () => {
    const lab = await open(() => new Promise(() => undefined));
    const outcome = lab.codeOf();
    await untilStarted(lab);
    lab.abort.abort(new OttoError('command_cancelled'));
    expect(await outcome).toBe('command_cancelled');
    expect(lab.debugger.attached.size).toBe(0);
  });

  it('ends also when it has begun only after the command was over', async () => {
    const lab = await open(() => Promise.resolve('done'));
    let attach: () => void = () => undefined;
    lab.debugger.gate = new Promise((resolve) => (attach = resolve));
    const outcome = lab.codeOf();
    await settle();
    lab.abort.abort(new OttoError('command_cancelled'));
    expect(await outcome).toBe('command_cancelled');
    attach();
    await settle();
    expect(lab.debugger.history).toEqual(['attach 1', 'detach 1']);
  });

  it('is not worth going on without the focus that it needs', async () => {
    const lab = await open(() => new Promise(() => undefined));
    const outcome = lab.codeOf();
    await untilStarted(lab);
    lab.debugger.takeAway(1, 'canceled_by_user');
    expect(await outcome).toBe('debugger_focus_command_failed');
  });

  it('aborts with the signal of its context', async () => {
    let signal = new AbortController().signal;
    const lab = await CommandLab.open([doing(async (context) => void (signal = context.signal))]);
    await lab.run();
    expect(signal.aborted).toBe(true);
  });
});

describe('the test of a site command', () => {
  const streaming = defineSiteCommand({
    metadata: metadataOf({ inputFields: [{ name: 'roomId', type: 'string' }] }),
    execute: () => Promise.resolve({ messages: ['hi'] }),
    test: async (_context, input, helpers) => ({
      input,
      ran: await helpers.execute(),
      stream: { listeners: [helpers.networkListener({ mode: 'hybrid', streamAdapter: 'example.v1' })] },
    }),
  });

  it('is its execute where it has none of its own', async () => {
    const lab = await CommandLab.open([echo()]);
    await expect(lab.run({}, 'test')).resolves.toEqual({ input: {}, authMode: 'auto' });
  });

  it('is its own where it has one, with the streams that it declares', async () => {
    const lab = await CommandLab.open([streaming]);
    const { tabSessionId } = lab.context;
    await expect(lab.run({ input: { roomId: 'r' } }, 'test')).resolves.toEqual({
      input: { roomId: 'r' },
      ran: { messages: ['hi'] },
      stream: {
        listeners: [
          {
            listener: 'network.http_intercept',
            options: { mode: 'hybrid', streamAdapter: 'example.v1', tabSessionId, site: SITE },
          },
        ],
      },
    });
  });

  it('is not what command.run runs', async () => {
    const lab = await CommandLab.open([streaming]);
    await expect(lab.run({ input: { roomId: 'r' } })).resolves.toEqual({ messages: ['hi'] });
  });

  it('is checked in the same way', async () => {
    const lab = await CommandLab.open([streaming]);
    await expect(lab.run({}, 'test')).rejects.toMatchObject({ code: 'missing_command_input' });
  });
});

describe('the list of site commands', () => {
  it('holds those of every site, with checkLogin and gotoLogin', async () => {
    const { siteCommands } = await CommandLab.open([echo({ timeoutPolicy: { defaultMs: 60_000 } })]);
    expect(siteCommands.list()).toEqual([
      expect.objectContaining({ site: SITE, id: 'checkLogin', tags: ['auth'] }),
      expect.objectContaining({ site: SITE, id: 'gotoLogin', tags: ['auth'] }),
      {
        site: SITE,
        id: 'getItems',
        displayName: 'Get items',
        requiresAuth: false,
        timeoutPolicy: { defaultMs: 60_000 },
      },
    ]);
    expect(siteCommands.list(SITE)).toHaveLength(3);
  });

  it('knows no other sites', async () => {
    const { siteCommands } = await CommandLab.open([]);
    expect(() => siteCommands.list('nowhere.test')).toThrow(expect.objectContaining({ code: 'unknown_site' }));
  });

  it('holds commands that can be run like any other', async () => {
    const lab = await CommandLab.open([]);
    await expect(lab.run({ command: 'checkLogin' })).resolves.toEqual({ loggedIn: true });
    await expect(lab.run({ command: 'gotoLogin' })).resolves.toEqual({ url: `https://${SITE}/login` });
  });
});
