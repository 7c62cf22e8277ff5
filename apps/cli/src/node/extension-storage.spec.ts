import { EXTENSION_ID } from '@otto/protocol';
import { ExtensionStorage } from './extension-storage';
import { FakeDevTools, OFFSCREEN, WORKER } from './testing/fake-devtools';

const setUp = (targets: string[]) => {
  const devTools = new FakeDevTools(targets);
  return { devTools, storage: new ExtensionStorage(devTools.connection) };
};

describe('the storage of the extension, from outside', () => {
  it('is reached through the offscreen document, so that the worker may go idle', async () => {
    const { devTools, storage } = setUp(['about:blank', WORKER, OFFSCREEN]);
    await storage.set({ relayUrl: 'ws://127.0.0.1:1', connect: true });
    expect(devTools.attached).toEqual([OFFSCREEN]);
    expect(devTools.sent).toEqual([
      [
        'Extensions.setStorageItems',
        { id: EXTENSION_ID, storageArea: 'local', values: { relayUrl: 'ws://127.0.0.1:1', connect: true } },
      ],
    ]);
  });

  it('gives one value of the session', async () => {
    const { storage } = setUp([OFFSCREEN]);
    expect(await storage.readSession('status')).toEqual({ state: 'needs_relay_url' });
  });

  it('cannot be reached before the extension has started', async () => {
    const { devTools, storage } = setUp(['about:blank']);
    await expect(storage.readSession('status')).rejects.toThrow('has not started');
    devTools.targets = [OFFSCREEN];
    await expect(storage.readSession('status')).resolves.toBeDefined();
  });

  it('is found again after the extension was reloaded', async () => {
    const { devTools, storage } = setUp([OFFSCREEN]);
    await storage.readSession('status');
    devTools.targets = [];
    await expect(storage.readSession('status')).rejects.toThrow('Session closed');
    devTools.targets = [OFFSCREEN];
    await expect(storage.readSession('status')).resolves.toBeDefined();
    expect(devTools.attached).toEqual([OFFSCREEN, OFFSCREEN]);
  });

  it('lets go of the document when it is closed', async () => {
    const { devTools, storage } = setUp([OFFSCREEN]);
    await storage.readSession('status');
    await storage.close();
    expect(devTools.detached).toEqual([OFFSCREEN]);
  });
});
