import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Capture } from '../../test/otto-under-test';
import { invocationWith } from '../../test/invocation';
import { ClientSecret } from '../home/client-secret';
import { ConfigFile } from '../home/config-file';
import { Keychain } from '../home/keychain';
import { OttoHome } from '../home/otto-home';
import { ControllerIdentity } from './controller-identity';

let root: string;
let config: ConfigFile;
let secret: ClientSecret;
const pair = (name: string): { accessToken: string; refreshToken: string } => ({
  accessToken: `access_${name}`,
  refreshToken: `refresh_${name}`,
});

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'otto-identity-'));
  const invocation = invocationWith({ OTTO_HOME: root, OTTO_KEYCHAIN: 'false' }, new Capture());
  const home = new OttoHome(invocation);
  config = new ConfigFile(home);
  secret = new ClientSecret(invocation, home, config, new Keychain(invocation));
  await secret.adopt('clt_a', 'cs_a', { tokens: pair('a') });
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('the identity of this machine', () => {
  it('keeps the tokens that its commands renew, and sees those of others', async () => {
    const identity = await new ControllerIdentity(config, secret).read();
    await identity.onTokens(pair('a2'));
    await expect(config.read()).resolves.toMatchObject({ tokens: pair('a2') });
    await expect(identity.loadTokens()).resolves.toEqual(pair('a2'));
    await expect(identity.clientSecret()).resolves.toBe('cs_a');
  });

  it('is not mixed with the one that takes its place while a command runs', async () => {
    const identity = await new ControllerIdentity(config, secret).read();
    await secret.adopt('clt_b', 'cs_b', { tokens: pair('b') });
    await identity.onTokens(pair('a2'));
    await expect(config.read()).resolves.toMatchObject({ clientId: 'clt_b', tokens: pair('b') });
    await expect(identity.loadTokens()).resolves.toBeUndefined();
    await expect(identity.clientSecret()).resolves.toBeUndefined();
  });
});
