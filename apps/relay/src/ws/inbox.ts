import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { TurnCounter } from './turn-counter';

/** Works on one message. Never throws or rejects; returns a promise only where there is something to wait for. */
export type MessageHandler = (bytes: Buffer, isBinary: boolean) => Promise<void> | undefined;

interface Message {
  readonly bytes: Buffer;
  readonly isBinary: boolean;
}

/**
 * More than any peer has a use for, and done in a few milliseconds. One turn of the event loop may bring hundreds of
 * thousands of tiny messages of one socket, and while they are worked off nobody else is served.
 */
const MESSAGES_PER_TURN = 256;

/**
 * Hands on the messages of one socket in their order, one at a time, and so many in each turn of the event loop. While a
 * handler has something to wait for, or others have their turn, the socket is not read, so that no more piles up here than
 * one read had brought.
 */
export class Inbox {
  #isBusy = false;
  #turn = 0;
  #handedInTurn = 0;
  readonly #waiting: Message[] = [];

  constructor(
    private readonly socket: Pick<WebSocket, 'pause' | 'resume'>,
    private readonly turns: TurnCounter,
    private readonly handle: MessageHandler,
  ) {}

  receive(bytes: Buffer, isBinary: boolean): void {
    if (!this.#isBusy && !this.#mayGoOn()) this.#pauseUntil(nextTurn());
    if (this.#isBusy) this.#waiting.push({ bytes, isBinary });
    else this.#hand({ bytes, isBinary });
  }

  #hand({ bytes, isBinary }: Message): void {
    this.#handedInTurn += 1;
    const work = this.handle(bytes, isBinary);
    if (work !== undefined) this.#pauseUntil(work);
  }

  #pauseUntil(done: Promise<void>): void {
    this.#isBusy = true;
    this.socket.pause();
    void done.then(() => this.#catchUp());
  }

  #catchUp(): void {
    this.#isBusy = false;
    while (!this.#isBusy) {
      if (!this.#mayGoOn()) return this.#pauseUntil(nextTurn());
      const next = this.#waiting.shift();
      if (next === undefined) return this.socket.resume();
      this.#hand(next);
    }
  }

  #mayGoOn(): boolean {
    const turn = this.turns.current;
    if (turn !== this.#turn) {
      this.#turn = turn;
      this.#handedInTurn = 0;
    }
    return this.#handedInTurn < MESSAGES_PER_TURN;
  }
}
