import { PassThrough } from 'node:stream';
import { writeFile } from 'node:fs/promises';
import { OttoWithRelay } from '../../test/otto-with-relay';

let machine: OttoWithRelay;
const sent = (): Record<string, unknown> => machine.relay.commands().at(-1)?.payload ?? {};

beforeEach(async () => {
  machine = await OttoWithRelay.create();
  await machine.register();
});
afterEach(() => machine.remove());

describe('otto cmd', () => {
  it('runs an action and prints what it returns', async () => {
    machine.relay.onCommand = ({ result }) => result({ tabs: [] }, { warnings: ['slow page'] });
    const { code, stdout, stderr } = await machine.run(['cmd', '--action', 'primitive.tab.query']);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '{\n  "tabs": []\n}\n',
      stderr: 'warning: slow page\n',
    });
  });

  it('prints all there is to know as JSON', async () => {
    machine.relay.onCommand = ({ result }) => result({ tabs: [] });
    expect(await machine.json(['cmd', '--action', 'primitive.tab.query'])).toEqual({
      action: 'primitive.tab.query',
      requestId: machine.relay.commands()[0]!.requestId,
      durationMs: 1,
      warnings: [],
      data: { tabs: [] },
    });
  });

  it('passes on what the flags say', async () => {
    const flags = ['--node-id', 'node_x', '--tab-session', 'ts_1', '--timeout', '5s', '--wait'];
    await machine.run(['cmd', '--action', 'command.run', '--payload', '{"site":"a","command":"b"}', ...flags]);
    expect(sent()).toMatchObject({
      action: 'command.run',
      targetNodeId: 'node_x',
      tabSessionId: 'ts_1',
      timeoutMs: 5_000,
      waitPolicy: 'wait_with_timeout',
      payload: { site: 'a', command: 'b' },
    });
  });

  it('keeps a tab that it opens: it would be closed with the command otherwise', async () => {
    const open = ['cmd', '--action', 'primitive.tab.open', '--payload', '{"url":"http://a/"}'];
    await machine.run(open);
    expect(sent().payload).toEqual({ url: 'http://a/', retain: true });
    await machine.run([...open, '--no-retain']);
    expect(sent().payload).toEqual({ url: 'http://a/', retain: false });
    await machine.run([...open, '--retain']);
    expect(sent().payload).toEqual({ url: 'http://a/', retain: true });
  });

  it('adds nothing to other actions', async () => {
    await machine.run(['cmd', '--action', 'primitive.tab.query']);
    expect(sent().payload).toEqual({});
  });

  it('takes its payload from stdin as well, where nobody else can read it', async () => {
    const stdin = '{"url":"http://ä/"}';
    await machine.run(['cmd', '--action', 'primitive.tab.navigate', '--payload', '-'], { stdin });
    expect(sent().payload).toEqual({ url: 'http://ä/' });
  });

  it('is ended by Ctrl+C while it waits for stdin', async () => {
    const interrupt = new AbortController();
    const stdin = new PassThrough();
    const running = machine.run(['cmd', '--action', 'x', '--payload', '-'], { stdin, signal: interrupt.signal });
    stdin.once('newListener', () => interrupt.abort());
    await expect(running).resolves.toMatchObject({ code: 1, stderr: expect.stringMatching(/^command_cancelled: /) });
  });

  it.each([
    [['--payload', '{'], /^invalid_argument: --payload is not valid: it is not JSON/],
    [['--payload', '[]'], /^invalid_argument: --payload is not valid: it is not a JSON object/],
    [['--timeout', 'soon'], /^invalid_argument: --timeout is not valid: "soon" is not a time/],
  ])('refuses %j before anything is sent', async (flags, message) => {
    const { code, stderr } = await machine.run(['cmd', '--action', 'x', ...flags]);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(machine.relay.connections).toBe(0);
  });

  it('explains what the relay refuses', async () => {
    machine.relay.onCommand = ({ error }) => error('acl_missing_node_grant');
    const { code, stderr } = await machine.run(['cmd', '--action', 'x']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^acl_missing_node_grant: .*\n→ Approve the request in the Otto popup/);
  });

  it('cancels at Ctrl+C, and says how that ended', async () => {
    const interrupt = new AbortController();
    let cancelled: string | undefined;
    machine.relay.onCommand = ({ error }) => {
      machine.relay.onCancel = (target) => {
        cancelled = target;
        error('command_cancelled');
      };
      interrupt.abort();
    };
    const { code, stderr } = await machine.run(['cmd', '--action', 'x'], { signal: interrupt.signal });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^command_cancelled: /);
    expect(cancelled).toBe(machine.relay.commands()[0]!.requestId);
  });

  it('says outcome_unknown when the relay dies under an action that must not run twice', async () => {
    machine.relay.onCommand = () => machine.relay.drop();
    const { code, stderr } = await machine.run(['cmd', '--action', 'primitive.tab.open', '--payload', '{"url":"x"}']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^outcome_unknown: .*primitive\.tab\.open.*\n→ Look at the tab/);
  });

  it('leaves no connection behind', async () => {
    await machine.run(['cmd', '--action', 'x']);
    expect(machine.relay.connections).toBe(0);
  });
});

describe('the node of a command', () => {
  const target = async (...flags: string[]): Promise<unknown> => {
    await machine.run(['cmd', '--action', 'x', ...flags]);
    return sent().targetNodeId;
  };
  const configure = (nodeId: string): Promise<void> =>
    writeFile(machine.otto.path('config.json'), JSON.stringify({ clientId: 'clt_1', nodeId }), { mode: 0o600 });

  it('is the one that --node-id names, whatever is configured', async () => {
    await configure('node_configured');
    await expect(target('--node-id', 'node_named')).resolves.toBe('node_named');
  });

  it('else the configured one', async () => {
    await configure('node_configured');
    await expect(target()).resolves.toBe('node_configured');
  });

  it('else the only one that this client may drive', async () => {
    await expect(target()).resolves.toBe('node_a');
  });

  it('else the only one that is connected', async () => {
    machine.relay.rest.nodes = [{ nodeId: 'node_b', granted: false }];
    await expect(target()).resolves.toBe('node_b');
  });

  it('has to be named when there are several', async () => {
    machine.relay.rest.nodes = [{ nodeId: 'node_a' }, { nodeId: 'node_c' }];
    const { code, stderr } = await machine.run(['cmd', '--action', 'x']);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'node_not_chosen: 2 nodes are connected: node_a, node_c.\n' +
        '→ Name the node with --node-id; "otto status --nodes" lists the connected ones.\n',
    );
  });

  it('has to be there', async () => {
    machine.relay.rest.nodes = [];
    const { code, stderr } = await machine.run(['cmd', '--action', 'x']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^no_node_connected: No node is connected to the relay\.\n→ /);
  });
});
