import { OttoWithRelay } from '../../test/otto-with-relay';

const env = { OTTO_OPERATOR_TOKEN: 'operator-token-of-the-owner-0123456789' };
let machine: OttoWithRelay;

beforeEach(async () => {
  machine = await OttoWithRelay.create();
});
afterEach(() => machine.remove());

describe('otto revoke', () => {
  it('ends the tokens of this machine; the next command logs in again', async () => {
    await machine.register();
    await machine.run(['client', 'login']);
    await expect(machine.json(['revoke'])).resolves.toEqual({ clientId: 'clt_1', revoked: true });
    expect(machine.relay.rest.bodies.at(-1)).toEqual({ refreshToken: 'refresh_1' });
    await machine.json(['status', '--nodes']);
    expect(machine.relay.rest.requests).toContain('POST /api/controller/token');
  });

  it('has nothing to end without tokens', async () => {
    await machine.register();
    expect((await machine.run(['revoke'])).stdout).toBe('✔ clt_1 had no tokens to end\n');
  });

  it('keeps the tokens when the relay could not be told', async () => {
    await machine.register();
    await machine.run(['client', 'login']);
    await machine.relay.stop();
    expect((await machine.run(['revoke'])).stderr).toMatch(/^relay_unreachable: /);
    await expect(machine.json(['config'])).resolves.toMatchObject({ tokens: 'set' });
  });

  it('locks a node out, for the owner of the relay', async () => {
    const { code, stdout } = await machine.run(['revoke', '--node-id', 'node_a'], { env });
    expect(code).toBe(0);
    expect(stdout).toBe('✔ node_a is locked out; it has to be paired again\n');
    expect(machine.relay.rest.bearers.at(-1)).toBe(env.OTTO_OPERATOR_TOKEN);
  });
});
