import { readFile } from 'node:fs/promises';
import type { Reply } from '../../../../libs/sdk/test/fake-relay';
import { expectDocumented } from '../../test/documented-output';
import { Capture, type Run } from '../../test/otto-under-test';
import { OttoWithRelay } from '../../test/otto-with-relay';

const TEST = ['test', 'site.example', 'getChat'];
const LISTENER = { listener: 'network.http_intercept', options: { tabSessionId: 'ts_1', site: 'site.example' } };
const COMMANDS = [{ site: 'site.example', id: 'getChat', aliases: ['chat'], displayName: 'Chat', requiresAuth: false }];

let machine: OttoWithRelay;
/** What the test returns. */
let data: object;
/** The requestIds that were cancelled. */
let cancelled: string[];

/** A node with one command, whose stream ends when its test is cancelled. */
function answer({ frame, result }: Reply): void {
  switch (frame.payload.action) {
    case 'command.list':
      return result({ commands: COMMANDS });
    case 'primitive.tab.open':
      return result({ tabId: 1, tabSessionId: 'ts_1', url: 'https://site.example/' });
    case 'command.test':
      machine.relay.onCancel = (target) => {
        cancelled.push(target);
        machine.relay.sendResult(target, { ok: false, commandOutcome: 'cancelled', data: { streamCancelled: true } });
      };
      return result(data);
    default:
      return result({ listener: LISTENER.listener, requestId: frame.requestId });
  }
}

const sent = (): unknown[] => machine.relay.commands().map(({ payload }) => payload.action);
const requestOf = (action: string): string =>
  machine.relay.commands().findLast(({ payload }) => payload.action === action)!.requestId;
const linesOf = (stdout: string): Record<string, unknown>[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

beforeEach(async () => {
  machine = await OttoWithRelay.create();
  machine.relay.onCommand = answer;
  data = { messages: [] };
  cancelled = [];
});
afterEach(() => machine.remove());

describe('otto test', () => {
  beforeEach(() => machine.register());

  it('runs the test in a tab of its own, prints what it returns, and closes the tab', async () => {
    const { code, stdout, stderr } = await machine.run([...TEST, '--payload', '{"limit":5}']);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '{\n  "messages": []\n}\n', stderr: '' });
    expect(sent().filter((action) => action !== 'command.list')).toEqual([
      'primitive.tab.open',
      'command.test',
      'primitive.tab.close',
    ]);
    expect(machine.relay.commands().find(({ payload }) => payload.action === 'command.test')!.payload).toMatchObject({
      tabSessionId: 'ts_1',
      payload: { site: 'site.example', command: 'getChat', input: { limit: 5 } },
    });
  });

  it('prints a line of JSON', async () => {
    const lines = linesOf((await machine.run([...TEST, '--json'])).stdout);
    for (const line of lines) expectDocumented(TEST, line);
    expect(lines).toEqual([
      {
        type: 'result',
        messageType: 'result',
        requestId: requestOf('command.test'),
        durationMs: 1,
        warnings: [],
        data,
      },
    ]);
  });

  it('leaves a tab open that it was given', async () => {
    await machine.run([...TEST, '--tab-session', 'ts_9', '--timeout', '5s']);
    expect(sent()).not.toContain('primitive.tab.open');
    expect(sent()).not.toContain('primitive.tab.close');
    expect(machine.relay.commands().at(-1)!.payload).toMatchObject({ tabSessionId: 'ts_9', timeoutMs: 5_000 });
  });

  it('knows a command by its other names', async () => {
    expect((await machine.run(['test', 'site.example', 'chat'])).code).toBe(0);
  });

  it('opens no tab for a command that is not there', async () => {
    const { code, stderr } = await machine.run(['test', 'site.example', 'getNothing']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^unknown_command: .*"getNothing".*\n→ .*otto commands list --site site\.example/);
    machine.relay.onCommand = ({ result }) => result({ commands: [] });
    expect((await machine.run(TEST)).stderr).toMatch(/^unknown_site: .*"site\.example"/);
    expect(sent()).not.toContain('primitive.tab.open');
  });

  it('closes the tab although the test failed', async () => {
    machine.relay.onCommand = (reply) =>
      reply.frame.payload.action === 'command.test' ? reply.error('manual_login_required') : answer(reply);
    const { code, stdout, stderr } = await machine.run(TEST);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^manual_login_required: .*\n→ /);
    expect(sent().at(-1)).toBe('primitive.tab.close');
  });

  it('cancels the test at Ctrl+C, and closes the tab', async () => {
    const interrupt = new AbortController();
    machine.relay.onCommand = (reply) => {
      if (reply.frame.payload.action !== 'command.test') return answer(reply);
      machine.relay.onCancel = (target) => {
        cancelled.push(target);
        reply.error('command_cancelled');
      };
      interrupt.abort();
    };
    const { code, stderr } = await machine.run(TEST, { signal: interrupt.signal });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^command_cancelled: /);
    expect(cancelled).toEqual([requestOf('command.test')]);
    expect(sent().at(-1)).toBe('primitive.tab.close');
  });

  it.each([
    [['--payload', '[]'], /^invalid_argument: --payload/],
    [['--stream-follow-ms', 'long'], /^invalid_argument: --stream-follow-ms/],
    [['--stream-probe', '--stream-follow-ms', '0'], /^invalid_argument: --stream-probe .*gives it no time/],
  ])('refuses %j before anything is sent', async (flags, message) => {
    const { code, stderr } = await machine.run([...TEST, ...flags]);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(sent()).toEqual([]);
  });

  it('takes nothing for a site that is none', async () => {
    const { code, stderr } = await machine.run(['test', 'https://site.example/', 'getChat']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^invalid_argument: site is not valid: "https:\/\/site\.example\/" is not a host name/);
  });

  it('keeps the tab open until Ctrl+C where that is wanted, which is no failure', async () => {
    const { capture, interrupt, ended } = start(['--wait-for-interrupt']);
    await capture.written('stdout', 'messages');
    expect(sent()).not.toContain('primitive.tab.close');
    interrupt.abort();
    expect((await ended).code).toBe(0);
    expect(sent().at(-1)).toBe('primitive.tab.close');
  });
});

describe('the stream of a test', () => {
  beforeEach(async () => {
    await machine.register();
    data = { messages: [], stream: { listeners: [LISTENER] } };
  });

  const subscribed = (): Promise<unknown> =>
    machine.relay.frame(({ payload }) => payload.action === 'listener.subscribe');

  function tell(text: string): void {
    const update = { type: 'listener_update', updateType: 'chat.message', data: { text } };
    machine.relay.sendEvent(requestOf('listener.subscribe'), update);
  }

  it('is followed until Ctrl+C, which cancels it, closes the tab, and is no failure', async () => {
    const { capture, interrupt, ended } = start(['--wait-for-interrupt', '--json']);
    await subscribed();
    tell('hello');
    await capture.written('stdout', 'hello');
    interrupt.abort();
    const { code, stdout } = await ended;
    const lines = linesOf(stdout);
    for (const line of lines) expectDocumented(TEST, line);
    expect({ code, types: lines.map(({ type }) => type) }).toEqual({ code: 0, types: ['result', 'update', 'end'] });
    expect(lines.at(-1)).toEqual({ type: 'end', updates: 1 });
    expect(cancelled).toEqual([requestOf('command.test')]);
    expect(sent().at(-1)).toBe('primitive.tab.close');
  });

  it('is followed for as long as is said', async () => {
    const { code, stdout, stderr } = await machine.run([...TEST, '--stream-follow-ms', '1']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'The stream told 0 updates.\n' });
    expect(stdout).toContain('"stream"');
    expect(cancelled).toHaveLength(1);
  });

  it('is left alone with no time to follow it', async () => {
    await machine.run([...TEST, '--stream-follow-ms', '0']);
    expect(sent()).not.toContain('listener.subscribe');
  });

  it('ends with the first update for a probe', async () => {
    const { ended } = start(['--stream-probe']);
    await subscribed();
    tell('hello');
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/\d\d:\d\d:\d\d {2}chat\.message {2}\{"text":"hello"\}\n$/);
  });

  it('that tells nothing fails a probe', async () => {
    const { code, stderr } = await machine.run([...TEST, '--stream-probe', '--stream-follow-ms', '50']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^stream_silent: The stream told nothing within \d+ ms\.\n→ /m);
    expect(sent().at(-1)).toBe('primitive.tab.close');
  });

  it('that is missing fails a probe', async () => {
    data = {};
    const { code, stderr } = await machine.run([...TEST, '--stream-probe']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^stream_missing: The test of site\.example getChat opened no stream\.\n→ /);
  });

  it('is reported on every so often where that is wanted', async () => {
    const { capture, interrupt, ended } = start(['--wait-for-interrupt', '--stream-poll-interval-ms', '100', '--json']);
    await capture.written('stdout', '"report"');
    interrupt.abort();
    const report = linesOf((await ended).stdout).find(({ type }) => type === 'report');
    expectDocumented(TEST, report);
    expect(report).toEqual({ type: 'report', updates: 0, elapsedMs: expect.any(Number) });
  });

  it('fails the run when the browser ends it', async () => {
    const { ended } = start(['--wait-for-interrupt']);
    await subscribed();
    const update = { type: 'listener_update', updateType: 'network.detached', data: { error: 'target_closed' } };
    machine.relay.sendEvent(requestOf('listener.subscribe'), update);
    const { code, stderr } = await ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^listener_detached: .*target_closed/m);
  });

  it('goes on after a lost connection', async () => {
    const { capture, interrupt, ended } = start(['--wait-for-interrupt', '--json']);
    await subscribed();
    machine.relay.drop();
    await capture.written('stdout', '"restored"');
    tell('again');
    await capture.written('stdout', 'again');
    interrupt.abort();
    expect((await ended).code).toBe(0);
  });
});

describe('a machine without an identity', () => {
  const config = async (): Promise<Record<string, unknown>> =>
    JSON.parse(await readFile(machine.otto.path('config.json'), 'utf8')) as Record<string, unknown>;

  it('becomes otto-tester for its first test, and stays that', async () => {
    const { code, stderr } = await machine.run(TEST);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Registered "otto-tester" \(clt_1\)/);
    await machine.run(TEST);
    expect(machine.relay.rest.requests.filter((route) => route.endsWith('/register'))).toHaveLength(1);
    expect(await config()).toMatchObject({ clientId: 'clt_1', testClientId: 'clt_1' });
  });

  it('is one again after a test that cleans up', async () => {
    const env = { OTTO_OPERATOR_TOKEN: 'operator-token-'.padEnd(43, 'x') };
    const { code, stderr } = await machine.run([...TEST, '--cleanup-test-controller'], { env });
    expect({ code, last: stderr.trim().split('\n').at(-1) }).toEqual({ code: 0, last: 'Removed clt_1.' });
    expect(machine.relay.rest.requests).toContain('POST /api/controller/remove');
    expect(await config()).not.toHaveProperty('clientId');
  });

  it('with one keeps it, whatever is cleaned up', async () => {
    await machine.register();
    await machine.run([...TEST, '--cleanup-test-controller']);
    expect(machine.relay.rest.requests).not.toContain('POST /api/controller/remove');
    expect(await config()).toMatchObject({ clientId: 'clt_1' });
  });
});

/** Runs the command beside the spec. */
function start(flags: readonly string[]): {
  readonly capture: Capture;
  readonly interrupt: AbortController;
  readonly ended: Promise<Run>;
} {
  const [capture, interrupt] = [new Capture(), new AbortController()];
  const argv = ['--relay-url', machine.relay.url, ...TEST, ...flags];
  return { capture, interrupt, ended: machine.otto.run(argv, { signal: interrupt.signal }, capture) };
}
