import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Capture } from '../../test/otto-under-test';
import { invocationWith } from '../../test/invocation';
import { Keychain } from './keychain';

const keychainProgram = join(__dirname, '../../test/fake-keychain.mjs');
const BUS = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/fake', FAKE_KEYCHAIN: '/nowhere/keychain.json' };

describe('the keychain', () => {
  it.each(['hangs', 'broken'])('is given up when its helper is one that %s', async (state) => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const invocation = invocationWith({ ...BUS, FAKE_KEYCHAIN_IS: state }, new Capture(), { keychainProgram });
    const asked = new Keychain(invocation).get('clt_1').catch((error: unknown) => error);
    if (state === 'hangs') await jest.advanceTimersByTimeAsync(5_000);
    expect(await asked).toMatchObject({ code: 'keychain_unavailable' });
    jest.useRealTimers();
  });

  it('is not even asked for where OTTO_KEYCHAIN says so', () => {
    expect(new Keychain(invocationWith({ ...BUS, OTTO_KEYCHAIN: 'false' })).obstacle).toMatch('OTTO_KEYCHAIN');
  });

  const onLinux = process.platform === 'linux' ? describe : describe.skip;
  onLinux('of a Linux', () => {
    it('is not even asked for in a session without D-Bus', () => {
      expect(new Keychain(invocationWith({})).obstacle).toMatch('no D-Bus');
      expect(new Keychain(invocationWith({ XDG_RUNTIME_DIR: '/nowhere' })).obstacle).toMatch('no D-Bus');
      expect(new Keychain(invocationWith(BUS)).obstacle).toBeUndefined();
    });

    it('is asked by the real helper, which says what is wrong', async () => {
      const keychain = new Keychain(invocationWith({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus' }));
      await expect(keychain.get('clt_1')).rejects.toMatchObject({ code: 'keychain_unavailable' });
    });

    it('that never answers keeps nobody waiting', async () => {
      const directory = await mkdtemp(join(tmpdir(), 'otto-bus-'));
      const connected = new Promise<void>((resolve) => silent.once('connection', () => resolve()));
      await new Promise<void>((resolve) => silent.listen(join(directory, 'bus'), resolve));
      jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
      const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(directory, 'bus')}` };
      const asked = new Keychain(invocationWith(env)).get('clt_1').catch((error: unknown) => error);
      await connected;
      await jest.advanceTimersByTimeAsync(5_000);
      expect(await asked).toMatchObject({ message: expect.stringContaining('did not answer within 5 s') as string });
      jest.useRealTimers();
      silent.close();
      await rm(directory, { recursive: true });
    });
    const silent = createServer();
  });
});
