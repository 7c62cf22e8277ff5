import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invocationWith } from '../../test/invocation';
import { ClientSecret } from './client-secret';
import { OttoHome } from './otto-home';

let root: string;
const secret = (env: Record<string, string> = {}): ClientSecret => {
  const invocation = invocationWith({ OTTO_HOME: root, ...env });
  return new ClientSecret(invocation, new OttoHome(invocation));
};

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'otto-secret-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('ClientSecret', () => {
  it('is nothing before a client was registered', async () => {
    await expect(secret().read()).resolves.toBeUndefined();
  });

  it('is kept in a file for its owner alone', async () => {
    const file = await secret().write('cs_kept_here');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await expect(secret().read()).resolves.toEqual({ clientSecret: 'cs_kept_here', source: 'file' });
  });

  it('is what OTTO_CONTROLLER_CLIENT_SECRET says, whatever is kept', async () => {
    await secret().write('cs_kept_here');
    await expect(secret({ OTTO_CONTROLLER_CLIENT_SECRET: 'cs_from_outside' }).read()).resolves.toEqual({
      clientSecret: 'cs_from_outside',
      source: 'environment',
    });
  });
});
