import { processMark } from '@otto/store';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { expectDocumented } from '../../test/documented-output';
import { Capture, type Run } from '../../test/otto-under-test';
import { OttoWithRelay } from '../../test/otto-with-relay';
import type { LiveListener } from './live-listeners';

const SUBSCRIBE = ['listener', 'subscribe-network', '--tab-session', 'ts_1', '--site', 'site.example'];

let machine: OttoWithRelay;
const sent = (action: string): Record<string, unknown>[] =>
  machine.relay
    .commands()
    .map(({ payload }) => payload)
    .filter((payload) => payload.action === action);

beforeEach(async () => {
  machine = await OttoWithRelay.create();
  await machine.register();
});
afterEach(() => machine.remove());

interface Listening {
  readonly capture: Capture;
  readonly interrupt: AbortController;
  readonly ended: Promise<Run>;
  readonly requestId: string;
}

/** Runs the command until it has subscribed. */
async function listen(flags: readonly string[] = [], tty = false): Promise<Listening> {
  const [capture, interrupt] = [new Capture(tty), new AbortController()];
  const argv = ['--relay-url', machine.relay.url, ...SUBSCRIBE, ...flags];
  const options = { signal: interrupt.signal, env: { NO_COLOR: '1' } };
  const ended = machine.otto.run(argv, options, capture);
  await capture.written('stderr', 'Subscribed as ');
  const { requestId } = machine.relay.commands().findLast(({ payload }) => payload.action === 'listener.subscribe')!;
  return { capture, interrupt, ended, requestId };
}

function tell(requestId: string, data: object, updateType = 'network.response'): void {
  machine.relay.sendEvent(requestId, { type: 'listener_update', updateType, emittedAt: Date.now(), data });
}

const RESPONSE = { method: 'GET', status: 200, mimeType: 'text/html', bodyBytes: 10, url: 'http://site.example/a' };

describe('otto listener subscribe-network', () => {
  it('prints a line for each response, and unsubscribes at Ctrl+C, which is no failure', async () => {
    const { capture, interrupt, ended, requestId } = await listen();
    tell(requestId, RESPONSE);
    await capture.written('stdout', 'http://site.example/a');
    interrupt.abort();
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: `Subscribed as ${requestId}\n` });
    expect(stdout).toMatch(/^\d\d:\d\d:\d\d {2}GET {5}200 {2}html {9}10 bytes {2}http:\/\/site\.example\/a\n$/);
    expect(sent('listener.unsubscribe')).toMatchObject([{ payload: { targetRequestId: requestId } }]);
  });

  it('prints lines of JSON for programs', async () => {
    const { capture, interrupt, ended, requestId } = await listen(['--json']);
    tell(requestId, RESPONSE);
    tell(requestId, { text: 'hi' }, 'chat.message');
    await capture.written('stdout', 'chat.message');
    interrupt.abort();
    const lines = (await ended).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    for (const line of lines) expectDocumented(SUBSCRIBE, line);
    expect(lines).toEqual([
      { type: 'update', requestId, updateType: 'network.response', emittedAt: expect.any(Number), data: RESPONSE },
      { type: 'update', requestId, updateType: 'chat.message', emittedAt: expect.any(Number), data: { text: 'hi' } },
    ]);
  });

  it('passes on what the flags say', async () => {
    const { interrupt, ended } = await listen([
      ...['--url-patterns', 'http://site.example/api/*', 'http://site.example/x'],
      ...['--request-host-allowlist', '*.cdn.example', '--mode', 'hybrid', '--no-include-body', '--include-headers'],
      ...['--max-body-bytes', '1000', '--mime-types', 'application/json', 'text/*'],
      ...['--stream-adapter', 'reddit.chat.v1', '--self-user-id', 'me', '--node-id', 'node_x', '--timeout', '5s'],
    ]);
    interrupt.abort();
    await ended;
    expect(sent('listener.subscribe')).toMatchObject([
      {
        targetNodeId: 'node_x',
        timeoutMs: 5_000,
        payload: {
          listener: 'network.http_intercept',
          options: {
            tabSessionId: 'ts_1',
            site: 'site.example',
            urlPatterns: ['http://site.example/api/*', 'http://site.example/x'],
            requestHostAllowlist: ['*.cdn.example'],
            mode: 'hybrid',
            includeBody: false,
            includeHeaders: true,
            maxBodyBytes: 1000,
            mimeTypes: ['application/json', 'text/*'],
            streamAdapter: 'reddit.chat.v1',
            selfUserId: 'me',
          },
        },
      },
    ]);
  });

  it('leaves to the node what the user leaves out', async () => {
    const { interrupt, ended } = await listen();
    interrupt.abort();
    await ended;
    expect(sent('listener.subscribe')[0]!.payload).toEqual({
      listener: 'network.http_intercept',
      options: { tabSessionId: 'ts_1', site: 'site.example' },
    });
  });

  it('goes on when the connection or the node is back, and tells what is missing', async () => {
    const { capture, interrupt, ended } = await listen(['--json']);
    machine.relay.drop();
    await capture.written('stdout', '"type":"restored"');
    const { requestId } = machine.relay.commands().findLast(({ payload }) => payload.action === 'listener.subscribe')!;
    tell(requestId, RESPONSE);
    await capture.written('stdout', '"type":"update"');
    interrupt.abort();
    const { code, stdout, stderr } = await ended;
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    for (const line of lines) expectDocumented(SUBSCRIBE, line);
    expect({ code, types: lines.map(({ type }) => type) }).toEqual({ code: 0, types: ['gap', 'restored', 'update'] });
    expect(stderr).toMatch(/warning: Interrupted: connection_lost: .* Trying to go on\.\nGoing on \(req_/);
  });

  it('fails when the browser ends the capture', async () => {
    const { ended, requestId } = await listen();
    tell(requestId, { ...RESPONSE, error: 'target_closed' }, 'network.detached');
    const { code, stderr } = await ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^listener_detached: The browser has ended the capture: target_closed\.\n→ /m);
  });

  it('fails when the grant is taken back', async () => {
    const { ended, requestId } = await listen();
    machine.relay.sendEvent(requestId, { type: 'listener_ended', code: 'acl_missing_node_grant' });
    const { code, stderr } = await ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^acl_missing_node_grant: .*\n→ /m);
  });

  it.each([
    [['--mode', 'all'], /^invalid_argument: --mode is not valid: "all" is not one of network, fetch, hybrid/],
    [['--max-body-bytes', '0'], /^invalid_argument: --max-body-bytes/],
  ])('refuses %j before anything is sent', async (flags, message) => {
    const { code, stderr } = await machine.run([...SUBSCRIBE, ...flags]);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(machine.relay.commands()).toEqual([]);
  });

  it('needs a tab and a site', async () => {
    const { code, stderr } = await machine.run(['listener', 'subscribe-network', '--site', 'a.example']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^invalid_usage: required option '--tab-session <id>' not specified/);
  });

  it('passes on what the node refuses', async () => {
    machine.relay.onCommand = ({ error }) => error('unknown_tab_session');
    const { code, stderr } = await machine.run(SUBSCRIBE);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^unknown_tab_session: .*\n→ /);
  });

  it('counts below the lines, at a terminal', async () => {
    const { capture, interrupt, ended, requestId } = await listen([], true);
    await capture.written('stderr', 'Capturing site.example: 0 updates, Ctrl+C ends it');
    tell(requestId, RESPONSE);
    await capture.written('stderr', 'Capturing site.example: 1 update, Ctrl+C ends it');
    interrupt.abort();
    const { stdout, stderr } = await ended;
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
    expect(stderr.endsWith('\r\u001b[2K')).toBe(true);
  });
});

describe('otto listener list', () => {
  it('shows those that this machine holds, for as long as it holds them', async () => {
    const { interrupt, ended, requestId } = await listen();
    const { stdout } = await machine.run(['listener', 'list']);
    expect(stdout).toMatch(
      new RegExp(`^REQUEST .*\n${requestId} +network\\.http_intercept +site\\.example +node_a +ts_1 `),
    );
    await expect(machine.json(['listener', 'list'])).resolves.toMatchObject({
      active: [
        { requestId, site: 'site.example', tabSessionId: 'ts_1', pid: process.pid, relayUrl: machine.relay.url },
      ],
    });
    interrupt.abort();
    await ended;
    await expect(machine.json(['listener', 'list'])).resolves.toMatchObject({ active: [] });
  });

  it('says which kinds there are', async () => {
    const { stdout } = await machine.run(['listener', 'list']);
    expect(stdout).toMatch(/^This machine holds no listener\.\n\nKinds:\nnetwork\.http_intercept {2}Captures /);
  });

  it('clears away what a killed process left', async () => {
    await keep({ pid: 2 ** 22 + 1, mark: 'long ago' });
    await expect(machine.json(['listener', 'list'])).resolves.toMatchObject({ active: [] });
    expect(await readdir(machine.otto.path('listeners'))).toEqual([]);
  });
});

describe('otto listener unsubscribe', () => {
  it('ends the run of otto that holds the listener', async () => {
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("ready")']);
    const ended = once(holder, 'exit');
    await once(holder.stdout, 'data');
    await keep({ pid: holder.pid!, mark: (await processMark(holder.pid!))! });
    const target = ['--target-request-id', 'req_held'];
    await expect(machine.json(['listener', 'unsubscribe', ...target])).resolves.toEqual({ requestId: 'req_held' });
    expect(await ended).toEqual([null, 'SIGTERM']);
  });

  it('asks the relay about any other', async () => {
    machine.relay.onCommand = ({ error }) => error('listener_owner_mismatch');
    const { code, stderr } = await machine.run(['listener', 'unsubscribe', '--target-request-id', 'req_other']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^listener_owner_mismatch: .*\n→ /);
    expect(sent('listener.unsubscribe')).toMatchObject([
      { targetNodeId: 'node_a', payload: { targetRequestId: 'req_other' } },
    ]);
  });

  it('needs to know which one', async () => {
    const { code, stderr } = await machine.run(['listener', 'unsubscribe']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^invalid_usage: required option '--target-request-id <id>'/);
  });
});

/** As a run of `otto listener subscribe-network` in another process would. */
async function keep(holder: Pick<LiveListener, 'pid' | 'mark'>): Promise<void> {
  const record: LiveListener = {
    requestId: 'req_held',
    nodeId: 'node_a',
    listener: 'network.http_intercept',
    site: 'site.example',
    tabSessionId: 'ts_1',
    relayUrl: machine.relay.url,
    startedAt: Date.now(),
    ...holder,
  };
  await mkdir(machine.otto.path('listeners'), { mode: 0o700 });
  await writeFile(machine.otto.path('listeners', `${holder.pid}.json`), JSON.stringify(record), { mode: 0o600 });
}
