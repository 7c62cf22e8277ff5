import { EXTENSION_ID, EXTENSION_ORIGIN } from '@otto/protocol';
import type { Connection } from 'puppeteer-core';
import { ExtensionStorage } from './extension-storage';

/** A browser with targets, each of which may go away. */
class FakeConnection {
  readonly attached: string[] = [];
  readonly detached: string[] = [];
  readonly sent: [string, unknown][] = [];
  constructor(public targets: string[]) {}

  send(): Promise<unknown> {
    return Promise.resolve({ targetInfos: this.targets.map((url) => ({ url })) });
  }

  createSession({ url }: { url: string }): Promise<unknown> {
    this.attached.push(url);
    return Promise.resolve({
      detach: () => Promise.resolve(this.detached.push(url)),
      send: (method: string, parameters: unknown) => {
        if (!this.targets.includes(url)) return Promise.reject(new Error('Session closed'));
        this.sent.push([method, parameters]);
        return Promise.resolve({ data: { status: { state: 'error' } } });
      },
    });
  }
}

const OFFSCREEN = `${EXTENSION_ORIGIN}/tabs/offscreen.html`;
const WORKER = `${EXTENSION_ORIGIN}/static/background/index.js`;
const setUp = (targets: string[]) => {
  const connection = new FakeConnection(targets);
  return { connection, storage: new ExtensionStorage(connection as unknown as Connection) };
};

describe('the storage of the extension, from outside', () => {
  it('is reached through the offscreen document, so that the worker may go idle', async () => {
    const { connection, storage } = setUp(['about:blank', WORKER, OFFSCREEN]);
    await storage.set({ relayUrl: 'ws://127.0.0.1:1', connect: true });
    expect(connection.attached).toEqual([OFFSCREEN]);
    expect(connection.sent).toEqual([
      [
        'Extensions.setStorageItems',
        { id: EXTENSION_ID, storageArea: 'local', values: { relayUrl: 'ws://127.0.0.1:1', connect: true } },
      ],
    ]);
  });

  it('gives one value of the session', async () => {
    const { storage } = setUp([OFFSCREEN]);
    expect(await storage.readSession('status')).toEqual({ state: 'error' });
  });

  it('cannot be reached before the extension has started', async () => {
    const { connection, storage } = setUp(['about:blank']);
    await expect(storage.readSession('status')).rejects.toThrow('has not started');
    connection.targets = [OFFSCREEN];
    await expect(storage.readSession('status')).resolves.toBeDefined();
  });

  it('is found again after the extension was reloaded', async () => {
    const { connection, storage } = setUp([OFFSCREEN]);
    await storage.readSession('status');
    connection.targets = [];
    await expect(storage.readSession('status')).rejects.toThrow('Session closed');
    connection.targets = [OFFSCREEN];
    await expect(storage.readSession('status')).resolves.toBeDefined();
    expect(connection.attached).toEqual([OFFSCREEN, OFFSCREEN]);
  });

  it('lets go of the document when it is closed', async () => {
    const { connection, storage } = setUp([OFFSCREEN]);
    await storage.readSession('status');
    await storage.close();
    expect(connection.detached).toEqual([OFFSCREEN]);
  });
});
