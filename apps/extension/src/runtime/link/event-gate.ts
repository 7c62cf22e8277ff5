import { delay } from '../delay';

export interface GatedConnection {
  /** Whether the text could be handed to a connection. */
  send(text: string): boolean;
  /** Bytes that the connection was given and has not sent yet. */
  backlogBytes(): number;
}

/** So much may wait in the connection before events are held back: an answer or a ping waits no longer than that takes. */
const MAX_BACKLOG_BYTES = 1024 * 1024;
/** No event tells that a browser's WebSocket has sent what it was given. */
const LOOK_EVERY_MS = 20;

/** Passes events on as fast as the connection takes them; what finds no connection is lost. */
export class EventGate {
  readonly #connection: GatedConnection;

  constructor(connection: GatedConnection) {
    this.#connection = connection;
  }

  /** Resolves when all are passed on. */
  async pass(texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      await this.#room();
      if (!this.#connection.send(text)) return;
    }
  }

  /** Ends with the connection at the latest: one that takes nothing any more is given up by the heartbeat. */
  async #room(): Promise<void> {
    while (this.#connection.backlogBytes() > MAX_BACKLOG_BYTES) await delay(LOOK_EVERY_MS);
  }
}
