import { OttoWithRelay } from '../../test/otto-with-relay';

const env = { OTTO_OPERATOR_TOKEN: 'the-operator-token-of-this-relay-01' };
let machine: OttoWithRelay;

beforeEach(async () => {
  machine = await OttoWithRelay.create();
  await machine.register();
});
afterEach(() => machine.remove());

describe('otto pair', () => {
  it('lets the node in as the operator, and grants it to this machine', async () => {
    const { code, stdout } = await machine.run(['pair', '123-456'], { env });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '✔ node_a is paired, and clt_1 may drive it\n' });
    expect(machine.relay.rest.bodies.at(-1)).toEqual({ code: '123-456', clientId: 'clt_1' });
    expect(machine.relay.rest.bearers.at(-1)).toBe(env.OTTO_OPERATOR_TOKEN);
  });

  it('grants nothing with --no-grant', async () => {
    await expect(machine.json(['pair', '123-456', '--no-grant'], { env })).resolves.toEqual({
      nodeId: 'node_a',
      repaired: false,
    });
    expect(machine.relay.rest.bodies.at(-1)).toEqual({ code: '123-456' });
  });

  it('approves as a client when this user does not own the relay', async () => {
    await machine.run(['pair', '123-456']);
    expect(machine.relay.rest.bearers.at(-1)).toMatch(/^h\./);
  });

  it('says beforehand that a node is paired anew', async () => {
    machine.relay.rest.pending = [
      { nodeId: 'node_a', code: '123-456', status: 'pending', expiresAt: 0, repairs: true },
    ];
    const { stderr } = await machine.run(['pair', '123-456'], { env });
    expect(stderr).toBe('node_a was paired before; its earlier tokens end now.\n');
  });

  it.each(['123456', '123 456', ' 123-456 '])('takes the code as "%s", too', async (typed) => {
    await machine.run(['pair', typed], { env });
    expect(machine.relay.rest.bodies.at(-1)).toMatchObject({ code: '123-456' });
  });

  it.each(['123-4567', 'abc-def', ''])('tries nothing that can be no code, such as "%s"', async (typed) => {
    const { code, stderr } = await machine.run(['pair', typed], { env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^invalid_argument: code is not valid: ".*" is not of the form NNN-NNN/);
    expect(machine.relay.rest.requests).not.toContain('POST /api/pairing/approve');
  });

  it('explains a wrong code', async () => {
    const { code, stderr } = await machine.run(['pair', '000-000'], { env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^pairing_not_found: .*\n→ Read the code in the Otto popup again/);
  });
});

describe('otto authcode', () => {
  it('lists who waits, with codes', async () => {
    const pending = [{ nodeId: 'node_a', code: '123-456', status: 'pending', expiresAt: Date.now() + 200_000 }];
    machine.relay.rest.pending = pending;
    const { stdout } = await machine.run(['authcode'], { env });
    expect(stdout).toBe('CODE     NODE    EXPIRES\n123-456  node_a  in 3 minutes\n');
    await expect(machine.json(['authcode'], { env })).resolves.toEqual({ pending });
  });

  it('says so when nobody does', async () => {
    expect((await machine.run(['authcode'], { env })).stdout).toBe('No node waits to be let in.\n');
  });
});
