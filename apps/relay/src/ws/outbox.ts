import type { Writable } from 'node:stream';
import { LIMITS } from '@otto/protocol';
import { WebSocket } from 'ws';
import { packMessages } from './text-frame';
import type { WriteBatch } from './write-batch';

/** Frames that may be missed stop here, so that the other half is left for those that may not. */
const CONGESTED_BYTES = LIMITS.backlogBytes / 2;

export type Delivery = 'sent' | 'dropped' | 'overflow' | 'closed';

/** How urgently the frames that are held back want to go. */
type Urgency = 'none' | 'later' | 'soon';

/** What goes out to one peer, and how much of it the peer has not read yet. */
export class Outbox {
  #held: (Buffer | string)[] = [];
  #heldBytes = 0;
  #urgency: Urgency = 'none';
  #dropped = 0;

  /** `transport` is the connection below the WebSocket: frames are written to it directly, many at once. */
  constructor(
    private readonly socket: WebSocket,
    private readonly transport: Writable,
    private readonly batch: WriteBatch,
  ) {}

  /** Listener updates and log entries that were dropped because the peer does not keep up. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The peer is so far behind that only frames which must not be missed are still sent. */
  get isCongested(): boolean {
    return this.#backlog >= CONGESTED_BYTES;
  }

  /** Sends a frame that must not be missed; `overflow` when the peer has left too much unread to take it. */
  send(frame: Buffer | string): Delivery {
    const delivery = this.#hold(frame);
    if (delivery === 'sent' && this.#urgency !== 'soon') {
      this.#urgency = 'soon';
      this.batch.soon(this);
    }
    return delivery;
  }

  /** The same for a frame that can wait a few milliseconds, so that it goes together with others. */
  sendLater(frame: Buffer | string): Delivery {
    const delivery = this.#hold(frame);
    if (delivery === 'sent' && this.#urgency === 'none') {
      this.#urgency = 'later';
      this.batch.later(this);
    }
    return delivery;
  }

  /** Sends a frame that may be missed: it is dropped and counted while the peer is behind. */
  offer(frame: Buffer | string): Delivery {
    const delivery = this.isCongested ? 'overflow' : this.send(frame);
    if (delivery !== 'overflow') return delivery;
    this.#dropped += 1;
    return 'dropped';
  }

  /** Writes what is held back. */
  flush(): void {
    const frames = this.#held;
    this.#urgency = 'none';
    if (frames.length === 0) return;
    this.#held = [];
    this.#heldBytes = 0;
    if (this.socket.readyState === WebSocket.OPEN) this.#write(frames);
  }

  ping(): void {
    if (this.socket.readyState === WebSocket.OPEN && !this.isCongested) this.socket.ping();
  }

  get #backlog(): number {
    return this.transport.writableLength + this.#heldBytes;
  }

  #hold(frame: Buffer | string): Delivery {
    if (this.socket.readyState !== WebSocket.OPEN) return 'closed';
    const backlog = this.#backlog;
    // A single frame that is allowed in is allowed out, whatever its size.
    if (backlog > 0 && backlog + frame.length > LIMITS.backlogBytes) return 'overflow';
    this.#held.push(frame);
    this.#heldBytes += frame.length;
    return 'sent';
  }

  #write(frames: readonly (Buffer | string)[]): void {
    const chunks = packMessages(frames);
    this.transport.cork();
    for (const chunk of chunks) this.transport.write(chunk);
    this.transport.uncork();
  }
}
