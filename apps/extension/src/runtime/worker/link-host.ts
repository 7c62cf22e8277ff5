import type { FromLink, ToLink } from '../link/link-messages';
import type { Port } from '../link/port';

export type LinkPort = Port<ToLink, FromLink>;

/** The one document that lives beside the worker. */
export interface OffscreenDocument {
  exists(): Promise<boolean>;
  /** Asks the document to open its line; false when it does not answer, as after a crash. */
  knock(): Promise<boolean>;
  create(): Promise<void>;
  close(): Promise<void>;
}

const MAX_WAITING = 256;

/**
 * The worker's end of the line to the offscreen document. Sees to it that the document is there, and keeps what is said
 * while the line is down, because the document opens it: when it starts, and when the worker has died.
 */
export class LinkHost {
  readonly #document: OffscreenDocument;
  readonly #onMessage: (message: FromLink) => void;
  readonly #onGone: () => void;
  readonly #waiting: ToLink[] = [];
  #port: LinkPort | undefined;
  #creating: Promise<void> | undefined;

  /** @param onGone Told when the document has gone, and with it the connection to the relay; a new one is on its way. */
  constructor(document: OffscreenDocument, onMessage: (message: FromLink) => void, onGone: () => void) {
    this.#document = document;
    this.#onMessage = onMessage;
    this.#onGone = onGone;
  }

  /** Creates the document where it is missing or does not answer: closed by the browser, lost with a crash, never there. */
  async ensure(): Promise<void> {
    this.#creating ??= this.#create().finally(() => (this.#creating = undefined));
    await this.#creating;
  }

  /** Takes the line that the document has opened; a newer one replaces an older one. */
  attach(port: LinkPort): void {
    this.#port = port;
    port.onMessage(this.#onMessage);
    port.onGone(() => {
      if (this.#port !== port) return;
      this.#port = undefined;
      this.#onGone();
      void this.ensure();
    });
    for (const message of this.#waiting.splice(0)) this.tell(message);
  }

  tell(message: ToLink): void {
    try {
      if (this.#port === undefined) throw new Error('The line is down.');
      this.#port.post(message);
    } catch {
      this.#waiting.push(message);
      if (this.#waiting.length > MAX_WAITING) this.#waiting.shift();
    }
  }

  async #create(): Promise<void> {
    if (await this.#document.exists()) {
      if (this.#port !== undefined || (await this.#document.knock())) return;
      // It may have gone by itself meanwhile.
      await this.#document.close().catch(() => undefined);
    }
    await this.#document.create().catch(async (error: unknown) => {
      // Another life of this worker may have been faster; that is as good.
      if (!(await this.#document.exists())) throw error;
    });
  }
}
