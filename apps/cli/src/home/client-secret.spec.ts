import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Capture } from '../../test/otto-under-test';
import { invocationWith } from '../../test/invocation';
import { ClientSecret } from './client-secret';
import { ConfigFile } from './config-file';
import { Keychain } from './keychain';
import { OttoHome } from './otto-home';

const keychainProgram = join(__dirname, '../../test/fake-keychain.mjs');
const NO_KEYCHAIN = { OTTO_KEYCHAIN: 'false' };

let root: string;
const file = (): string => join(root, 'client-secret');
const inKeychain = async (): Promise<unknown> => JSON.parse(await readFile(join(root, 'keychain.json'), 'utf8'));

function secret(env: Record<string, string> = {}): ClientSecret {
  const bus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/fake', FAKE_KEYCHAIN: join(root, 'keychain.json') };
  const invocation = invocationWith({ OTTO_HOME: root, ...bus, ...env }, new Capture(), { keychainProgram });
  const home = new OttoHome(invocation);
  return new ClientSecret(invocation, home, new ConfigFile(home), new Keychain(invocation));
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'otto-secret-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('the client secret', () => {
  it('is nothing before a client was registered', async () => {
    await expect(secret().read()).resolves.toBeUndefined();
    await expect(secret().place()).resolves.toBeUndefined();
  });

  it('is in the keychain under the id of the client, and in no file', async () => {
    await expect(secret().adopt('clt_1', 'cs_kept_here')).resolves.toEqual({ place: 'keychain' });
    expect(await inKeychain()).toEqual({ clt_1: 'cs_kept_here' });
    expect(existsSync(file())).toBe(false);
    expect(await readFile(join(root, 'config.json'), 'utf8')).not.toContain('cs_kept_here');
    await expect(secret().read()).resolves.toBe('cs_kept_here');
  });

  it('is in a file for its owner alone where there is no keychain, and why is told', async () => {
    const kept = await secret(NO_KEYCHAIN).adopt('clt_1', 'cs_kept_here');
    expect(kept).toEqual({ place: 'file', file: file(), obstacle: 'OTTO_KEYCHAIN switches it off' });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    await expect(secret(NO_KEYCHAIN).read()).resolves.toBe('cs_kept_here');
  });

  it('goes into a file when the keychain is locked', async () => {
    const kept = await secret({ FAKE_KEYCHAIN_IS: 'locked' }).adopt('clt_1', 'cs_kept_here');
    expect(kept).toMatchObject({ place: 'file', obstacle: 'it is locked' });
  });

  it('is what OTTO_CONTROLLER_CLIENT_SECRET says, whatever is kept', async () => {
    await secret().adopt('clt_1', 'cs_kept_here');
    const outdone = secret({ OTTO_CONTROLLER_CLIENT_SECRET: 'cs_from_outside' });
    await expect(outdone.read()).resolves.toBe('cs_from_outside');
    await expect(outdone.place()).resolves.toBe('environment');
  });

  it('moves from its file into the keychain once there is one', async () => {
    await secret(NO_KEYCHAIN).adopt('clt_1', 'cs_old');
    await expect(secret().migrate()).resolves.toEqual({ place: 'keychain' });
    expect(await inKeychain()).toEqual({ clt_1: 'cs_old' });
    expect(existsSync(file())).toBe(false);
    await expect(secret().read()).resolves.toBe('cs_old');
    await expect(secret().migrate()).resolves.toBeUndefined();
  });

  it('stays in its file when there is no keychain to move to', async () => {
    await secret(NO_KEYCHAIN).adopt('clt_1', 'cs_old');
    await expect(secret(NO_KEYCHAIN).migrate()).resolves.toMatchObject({ place: 'file' });
    await expect(secret({ FAKE_KEYCHAIN_IS: 'locked' }).migrate()).resolves.toMatchObject({ place: 'file' });
    await expect(secret(NO_KEYCHAIN).read()).resolves.toBe('cs_old');
  });

  it('of the client before is removed from the keychain', async () => {
    await secret().adopt('clt_1', 'cs_old');
    await secret().adopt('clt_2', 'cs_new');
    expect(await inKeychain()).toEqual({ clt_2: 'cs_new' });
  });

  it('is told to be out of reach, and not to be missing, when the keychain that holds it is locked', async () => {
    await secret().adopt('clt_1', 'cs_kept_here');
    await expect(secret({ FAKE_KEYCHAIN_IS: 'locked' }).read()).rejects.toMatchObject({
      code: 'keychain_unavailable',
      message: 'The keychain of this system cannot be used: it is locked.',
    });
  });

  it('is gone from wherever it was when the identity is forgotten', async () => {
    await secret().adopt('clt_1', 'cs_kept_here');
    await secret().forget();
    expect(await inKeychain()).toEqual({});
    await expect(secret().read()).resolves.toBeUndefined();
  });
});
