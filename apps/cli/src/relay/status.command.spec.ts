import { OttoWithRelay } from '../../test/otto-with-relay';

let machine: OttoWithRelay;
beforeEach(async () => {
  machine = await OttoWithRelay.create();
});
afterEach(() => machine.remove());

describe('otto status', () => {
  it('finds a relay that somebody else has started', async () => {
    await expect(machine.json(['status'])).resolves.toEqual({
      state: 'running',
      url: machine.relay.url,
      port: machine.relay.port,
    });
  });

  it('tells why a relay is not ready', async () => {
    machine.relay.rest.unready = 'storage_unavailable';
    await expect(machine.json(['status'])).resolves.toMatchObject({
      state: 'unready',
      problem: { code: 'storage_unavailable' },
    });
    expect((await machine.run(['status'])).stdout).toContain('is not ready\n  storage_unavailable: ');
  });
});

describe('otto status --nodes', () => {
  it('lists the nodes as the client of this machine sees them', async () => {
    await machine.register();
    const { stdout } = await machine.run(['status', '--nodes']);
    expect(stdout).toMatch(/\n\nNODE {4}GRANTED\nnode_a {2}yes\nnode_b {2}no\n$/);
    await expect(machine.json(['status', '--nodes'])).resolves.toMatchObject({
      state: 'running',
      nodes: [
        { nodeId: 'node_a', granted: true },
        { nodeId: 'node_b', granted: false },
      ],
    });
  });

  it("lists them for the relay's owner who has no client yet", async () => {
    const env = { OTTO_OPERATOR_TOKEN: 'the-operator-token-of-this-relay-01' };
    await expect(machine.json(['status', '--nodes'], { env })).resolves.toMatchObject({ nodes: [{}, {}] });
    expect(machine.relay.rest.bearers.at(-1)).toBe(env.OTTO_OPERATOR_TOKEN);
  });

  it('says so when there is none', async () => {
    machine.relay.rest.nodes = [];
    await machine.register();
    const { stdout } = await machine.run(['status', '--nodes']);
    expect(stdout).toMatch(
      /\nNo node is connected\.\n→ Open your browser and connect in the Otto popup, or run "otto node start"\.\n$/,
    );
  });

  it('says relay_not_running when it cannot ask', async () => {
    await machine.relay.stop();
    const { code, stderr } = await machine.run(['status', '--nodes']);
    expect(code).toBe(1);
    expect(stderr).toBe('relay_not_running: The relay is not running.\n→ Start it with "otto start".\n');
  });
});
