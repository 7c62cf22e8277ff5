import { EXTENSION_ORIGIN, EXTENSION_ID } from '@otto/protocol';
import type { CDPSession, Connection, Protocol } from 'puppeteer-core';

const OFFSCREEN_PAGE = `${EXTENSION_ORIGIN}/tabs/offscreen.html`;

/** The document that lives as long as the extension does; undefined when it is not there. */
export async function findOffscreenPage(connection: Connection): Promise<Protocol.Target.TargetInfo | undefined> {
  const { targetInfos } = await connection.send('Target.getTargets', { filter: [{}] });
  return targetInfos.find(({ url, type }) => url === OFFSCREEN_PAGE && type !== 'tab');
}

/**
 * chrome.storage of the extension, from outside. DevTools gives it only to a session with a page or worker of the
 * extension. This takes the offscreen document: it lives as long as the extension, whereas a session with the worker
 * would keep that from going idle.
 */
export class ExtensionStorage {
  #session: CDPSession | undefined;

  constructor(private readonly connection: Connection) {}

  /** @throws when the extension has no offscreen document (yet), or it went away meanwhile */
  async set(values: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#send('Extensions.setStorageItems', { id: EXTENSION_ID, storageArea: 'local', values: { ...values } });
  }

  /** The session area's value under that key. @throws as `set` does */
  async readSession(key: string): Promise<unknown> {
    const { data } = await this.#send('Extensions.getStorageItems', {
      id: EXTENSION_ID,
      storageArea: 'session',
      keys: [key],
    });
    return (data as Record<string, unknown>)[key];
  }

  /** Lets go of the document. */
  async close(): Promise<void> {
    await this.#session?.detach().catch(() => undefined);
    this.#session = undefined;
  }

  async #send<M extends 'Extensions.setStorageItems' | 'Extensions.getStorageItems'>(
    method: M,
    parameters: M extends 'Extensions.setStorageItems'
      ? Protocol.Extensions.SetStorageItemsRequest
      : Protocol.Extensions.GetStorageItemsRequest,
  ): Promise<{ data?: unknown }> {
    this.#session ??= await this.#attach();
    try {
      return (await this.#session.send(method, parameters as never)) as { data?: unknown };
    } catch (error) {
      // The document was replaced (a reloaded extension makes a new one): the next call looks for it again.
      await this.close();
      throw error;
    }
  }

  async #attach(): Promise<CDPSession> {
    const page = await findOffscreenPage(this.connection);
    if (page === undefined) throw new Error('the extension has not started');
    return this.connection.createSession(page);
  }
}
