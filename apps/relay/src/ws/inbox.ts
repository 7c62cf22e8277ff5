import type { WebSocket } from 'ws';

/** Works on one message. Never throws or rejects; returns a promise only where there is something to wait for. */
export type MessageHandler = (bytes: Buffer, isBinary: boolean) => Promise<void> | undefined;

interface Message {
  readonly bytes: Buffer;
  readonly isBinary: boolean;
}

/**
 * Hands on the messages of one socket in their order, one at a time. While a handler has something to wait for, the socket
 * is not read, so that no more piles up here than one read had brought.
 */
export class Inbox {
  #isBusy = false;
  readonly #waiting: Message[] = [];

  constructor(
    private readonly socket: Pick<WebSocket, 'pause' | 'resume'>,
    private readonly handle: MessageHandler,
  ) {}

  receive(bytes: Buffer, isBinary: boolean): void {
    if (this.#isBusy) this.#waiting.push({ bytes, isBinary });
    else this.#hand(bytes, isBinary);
  }

  #hand(bytes: Buffer, isBinary: boolean): void {
    const work = this.handle(bytes, isBinary);
    if (work === undefined) return;
    this.#isBusy = true;
    this.socket.pause();
    void work.then(() => this.#catchUp());
  }

  #catchUp(): void {
    this.#isBusy = false;
    while (!this.#isBusy) {
      const next = this.#waiting.shift();
      if (next === undefined) return this.socket.resume();
      this.#hand(next.bytes, next.isBinary);
    }
  }
}
