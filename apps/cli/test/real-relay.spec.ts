import { readFile, stat } from 'node:fs/promises';
import { BareNode } from './bare-node';
import { OttoUnderTest } from './otto-under-test';

// The relay as it was built (npm run build:relay), in a process of its own.
jest.setTimeout(60_000);

let otto: OttoUnderTest;
let url: string;
let node: BareNode;

beforeAll(async () => {
  otto = await OttoUnderTest.create();
  ({ url } = await otto.json<{ url: string }>(['start', '--port', '0']));
  node = new BareNode(url, 'node_bare');
});
afterAll(async () => {
  await node.close();
  await otto.run(['stop']);
  await otto.remove();
});

describe('otto against the real relay', () => {
  it('goes the whole way from a fresh machine to the text of a page', async () => {
    await otto.json(['client', 'register', '--name', 'spec']);
    await otto.json(['client', 'login']);

    const code = await node.requestCode();
    const { pending } = await otto.json<{ pending: object[] }>(['authcode']);
    expect(pending).toEqual([expect.objectContaining({ nodeId: 'node_bare', code })]);
    await expect(otto.json(['pair', code])).resolves.toMatchObject({ nodeId: 'node_bare' });
    await node.connect();

    const { nodes } = await otto.json<{ nodes: object[] }>(['status', '--nodes']);
    expect(nodes).toEqual([{ nodeId: 'node_bare', granted: true }]);
    node.onCommand = () => ({
      sourceUrl: 'x',
      title: 'T',
      extractionMode: 'markdown',
      contentLength: 3,
      content: '# T',
    });
    await expect(otto.run(['extract-content', 'http://site.example/'])).resolves.toEqual({
      code: 0,
      stdout: '# T\n',
      stderr: '',
    });
    // Not the last one: the relay may have told the node already to close the tabs of the client that left.
    expect(node.commands).toContainEqual(
      expect.objectContaining({
        action: 'primitive.dom.extract_markdown',
        payload: expect.objectContaining({ url: 'http://site.example/' }),
      }),
    );
  });

  it('says what the relay says: a wrong code, a command without its node, one that takes too long', async () => {
    expect((await otto.run(['pair', '000-000'])).stderr).toMatch(/^pairing_not_found: /);
    const query = ['cmd', '--action', 'primitive.tab.query'];
    expect((await otto.run([...query, '--node-id', 'node_nobody'])).stderr).toMatch(/^acl_missing_node_grant: /);
    node.onCommand = () => undefined;
    expect((await otto.run([...query, '--timeout', '200ms'])).stderr).toMatch(/^command_timed_out: .* 200 ms/);
  });

  it('stops a command at the node at Ctrl+C', async () => {
    const interrupt = new AbortController();
    node.onCommand = ({ action }) => (action === 'primitive.tab.query' ? interrupt.abort() : {});
    const { code, stderr } = await otto.run(['cmd', '--action', 'primitive.tab.query'], { signal: interrupt.signal });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^command_cancelled: /);
    expect(node.cancelled).toHaveLength(2); // the one that took too long, and this one
  });

  it('finds its way back when the relay is restarted', async () => {
    await node.close();
    const { port } = await otto.json<{ port: number }>(['restart']);
    expect(url.endsWith(`:${port}`)).toBe(true);
    await expect(otto.json(['client', 'status'])).resolves.toMatchObject({ loggedIn: true, grantedNodes: [] });
  });

  it('says that the port is taken, by what, and what to do', async () => {
    const second = await OttoUnderTest.create();
    const { port } = new URL(url);
    const { code, stderr } = await second.run(['start', '--port', port]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^port_in_use: Port ${port} on 127\\.0\\.0\\.1 is taken.*, process \\d+\\.\n→ Stop that program`),
    );
    expect(await second.json(['status', '--relay-url', url])).toMatchObject({ state: 'running' });
    await second.remove();
  });

  it('says what is wrong with a secret that is too short, without showing it', async () => {
    const second = await OttoUnderTest.create();
    const { code, stderr } = await second.run(['start', '--port', '0'], { env: { OTTO_TOKEN_SECRET: 'hunter2' } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^invalid_configuration: OTTO_TOKEN_SECRET is set to 7 characters, but must be /);
    expect(stderr).not.toContain('hunter2');
    await second.remove();
  });

  it('says whose directory it is when a relay runs there already', async () => {
    const second = await OttoUnderTest.create();
    const { code, stderr } = await second.run(['start', '--port', '0'], { env: { OTTO_LOG_DIR: otto.path('relay') } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^directory_locked: /);
    await second.remove();
  });

  it('keeps all that is secret for its owner alone', async () => {
    const files = ['config.json', 'client-secret', 'relay/token-secret', 'relay/operator-token', 'relay/relay.log'];
    const modes = await Promise.all(files.map(async (file) => (await stat(otto.path(file))).mode & 0o777));
    expect(modes).toEqual(files.map(() => 0o600));
    const log = await readFile(otto.path('relay/relay.log'), 'utf8');
    expect(log).not.toContain((await readFile(otto.path('relay/token-secret'), 'utf8')).trim());
  });
});
