import { readFile, rm, stat } from 'node:fs/promises';
import { OttoWithRelay } from '../../test/otto-with-relay';

let machine: OttoWithRelay;
const config = async (): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(machine.otto.path('config.json'), 'utf8')) as Record<string, unknown>;

beforeEach(async () => {
  machine = await OttoWithRelay.create();
});
afterEach(() => machine.remove());

describe('otto client register', () => {
  it('keeps the identity, and its secret in a file for its owner alone', async () => {
    await machine.run(['client', 'register', '--name', 'me', '--description', 'mine']);
    expect(machine.relay.rest.bodies.at(-1)).toEqual({ name: 'me', description: 'mine' });
    expect(await config()).toEqual({ clientId: 'clt_1', relayUrl: machine.relay.url });
    const file = machine.otto.path('client-secret');
    expect(await readFile(file, 'utf8')).toBe('cs_right\n');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('warns that it is in a file, and tells why', async () => {
    const { stderr } = await machine.run(['client', 'register']);
    const file = machine.otto.path('client-secret');
    expect(stderr).toBe(
      `warning: The client secret is in the file ${file}, which only you can read: OTTO_KEYCHAIN switches it off.\n`,
    );
  });

  it('never shows the secret', async () => {
    const text = await machine.run(['client', 'register']);
    const json = await machine.run(['client', 'register', '--json']);
    for (const { code, stdout, stderr } of [text, json]) {
      expect(code).toBe(0);
      expect(stdout + stderr).not.toContain('cs_right');
    }
  });

  it('has a name of its own choice: who, and on which machine', async () => {
    await machine.run(['client', 'register']);
    expect(machine.relay.rest.bodies.at(-1)).toEqual({
      name: expect.stringMatching(/^.+ on .+$/),
      description: expect.stringMatching(/./),
    });
  });

  it('says whose place it takes', async () => {
    await machine.register();
    const { stderr } = await machine.run(['client', 'register']);
    expect(stderr).toMatch(/^This machine was clt_1 before; that client stays registered at the relay\.\n/);
  });

  it('warns of a secret in the environment that would be used instead of the new one', async () => {
    const env = { OTTO_CONTROLLER_CLIENT_SECRET: 'cs_of_another_client' };
    const { stderr } = await machine.run(['client', 'register'], { env });
    expect(stderr).toMatch(/^warning: OTTO_CONTROLLER_CLIENT_SECRET is set/);
  });

  it('sends the registration secret of the environment', async () => {
    const env = { OTTO_CONTROLLER_REGISTRATION_SECRET: 'registration-secret' };
    await machine.run(['client', 'register'], { env });
    expect(machine.relay.rest.registrationSecret).toBe('registration-secret');
  });

  it('says relay_unreachable, and how to start one, when nothing answers', async () => {
    await machine.relay.stop();
    const { code, stderr } = await machine.run(['client', 'register']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^relay_unreachable: No relay answers at .*\n→ Start it with "otto start"/);
  });
});

describe('otto client login', () => {
  it('keeps the tokens', async () => {
    await machine.register();
    await expect(machine.json(['client', 'login'])).resolves.toEqual({ clientId: 'clt_1' });
    expect(await config()).toMatchObject({ tokens: { accessToken: expect.any(String), refreshToken: 'refresh_1' } });
  });

  it('says not_logged_in when there is no identity yet', async () => {
    const { code, stderr } = await machine.run(['client', 'login']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^not_logged_in: .*\n→ Run "otto client register"/);
  });

  it('says invalid_client_credentials for a secret that is wrong', async () => {
    await machine.register();
    const { code, stderr } = await machine.run(['client', 'login'], {
      env: { OTTO_CONTROLLER_CLIENT_SECRET: 'cs_wrong_one' },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^invalid_client_credentials: /);
  });
});

describe('otto client status', () => {
  it('tells who this machine is, by which secret, and which nodes it may drive', async () => {
    await machine.register();
    await expect(machine.json(['client', 'status'])).resolves.toEqual({
      clientId: 'clt_1',
      secret: 'file',
      loggedIn: true,
      grantedNodes: ['node_a'],
    });
  });

  it('fails when the identity no longer holds', async () => {
    await machine.register();
    await rm(machine.otto.path('client-secret'));
    const { code, stderr } = await machine.run(['client', 'status']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^not_logged_in: /);
  });
});

describe('otto client forget', () => {
  it('ends the tokens at the relay, and leaves nothing of the identity here', async () => {
    await machine.register();
    await machine.run(['client', 'login']);
    await expect(machine.json(['client', 'forget'])).resolves.toEqual({ clientId: 'clt_1', revoked: true });
    expect(machine.relay.rest.requests.at(-1)).toBe('POST /api/auth/revoke');
    expect(await config()).toEqual({ relayUrl: machine.relay.url });
    await expect(stat(machine.otto.path('client-secret'))).rejects.toThrow('ENOENT');
  });

  it('also when no relay can be told, which it says', async () => {
    await machine.register();
    await machine.run(['client', 'login']);
    await machine.relay.stop();
    const { code, stderr } = await machine.run(['client', 'forget']);
    expect({ code, said: stderr.includes('could not be told') }).toEqual({ code: 0, said: true });
    expect(await config()).toEqual({ relayUrl: machine.relay.url });
  });

  it('says not_logged_in when there is nothing to forget', async () => {
    expect((await machine.run(['client', 'forget'])).stderr).toMatch(/^not_logged_in: /);
  });
});

describe('otto client remove', () => {
  it('removes this machine from the relay as its own client, and forgets the identity', async () => {
    await machine.register();
    await expect(machine.json(['client', 'remove'])).resolves.toMatchObject({
      clientId: 'clt_1',
      wasThisMachine: true,
    });
    expect(machine.relay.rest.bodies.at(-1)).toEqual({ clientId: 'clt_1' });
    expect(await config()).not.toHaveProperty('clientId');
  });

  it('removes another one as the owner, and keeps the identity', async () => {
    await machine.register();
    const env = { OTTO_OPERATOR_TOKEN: 'operator-token-of-the-owner-0123456789' };
    const { stdout } = await machine.run(['client', 'remove', 'clt_2'], { env });
    expect(stdout).toBe('✔ clt_2 is removed; 1 grant and 0 sessions ended\n');
    expect(machine.relay.rest.bearers.at(-1)).toBe(env.OTTO_OPERATOR_TOKEN);
    expect(await config()).toMatchObject({ clientId: 'clt_1' });
  });

  it('removes all as the owner, and with them this machine', async () => {
    await machine.register();
    const env = { OTTO_OPERATOR_TOKEN: 'operator-token-of-the-owner-0123456789' };
    const all = await machine.json(['client', 'remove', '--all'], { env });
    expect(all).toMatchObject({ removedCount: 2, wasThisMachine: true });
    expect(await config()).not.toHaveProperty('clientId');
  });

  it('does not guess what --all and a client id mean together', async () => {
    const { code, stderr } = await machine.run(['client', 'remove', 'clt_2', '--all']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^invalid_argument: --all /);
  });

  it('says client_not_found for one that the relay does not know', async () => {
    await machine.register();
    expect((await machine.run(['client', 'remove', 'clt_nobody'])).stderr).toMatch(/^client_not_found: /);
  });
});

describe('tokens', () => {
  it('are made by the first command that needs them, and used by the next', async () => {
    await machine.register();
    await machine.json(['status', '--nodes']);
    await machine.json(['status', '--nodes']);
    expect(machine.relay.rest.requests.filter((route) => route.includes('token'))).toEqual([
      'POST /api/controller/token',
    ]);
  });

  it('are refreshed, and kept, when the relay refuses them', async () => {
    await machine.register();
    await machine.run(['client', 'login']);
    const { tokens } = (await config()) as { tokens: { accessToken: string } };
    machine.relay.tokens.refused.add(tokens.accessToken);
    await machine.json(['status', '--nodes']);
    expect(machine.relay.rest.requests).toContain('POST /api/auth/refresh');
    expect(await config()).toMatchObject({ tokens: { refreshToken: 'refresh_2' } });
  });
});
