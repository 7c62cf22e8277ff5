import type { Writable } from 'node:stream';
import { LIMITS } from '@otto/protocol';
import { WebSocket } from 'ws';
import type { WriteBatch } from './write-batch';

const TEXT = { binary: false };
/** Frames that may be missed stop here, so that the other half is left for those that may not. */
const CONGESTED_BYTES = LIMITS.backlogBytes / 2;
/** From here on, a small frame is no longer allowed to keep the whole read buffer alive that it arrived in. */
const COPY_FROM_BYTES = 1024 * 1024;
const WASTEFUL = 4;

export type Delivery = 'sent' | 'dropped' | 'overflow' | 'closed';

/** What goes out to one peer, and how much of it the peer has not read yet. */
export class Outbox {
  #dropped = 0;

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
    return this.socket.bufferedAmount >= CONGESTED_BYTES;
  }

  /** Sends a frame that must not be missed; `overflow` when the peer has left too much unread to take it. */
  send(frame: Buffer | string): Delivery {
    if (this.socket.readyState !== WebSocket.OPEN) return 'closed';
    const backlog = this.socket.bufferedAmount;
    // A single frame that is allowed in is allowed out, whatever its size.
    if (backlog > 0 && backlog + frame.length > LIMITS.backlogBytes) return 'overflow';
    this.batch.hold(this.transport);
    this.socket.send(backlog < COPY_FROM_BYTES ? frame : compact(frame), TEXT);
    return 'sent';
  }

  /** Sends a frame that may be missed: it is dropped and counted while the peer is behind. */
  offer(frame: Buffer | string): Delivery {
    const delivery = this.isCongested ? 'overflow' : this.send(frame);
    if (delivery !== 'overflow') return delivery;
    this.#dropped += 1;
    return 'dropped';
  }

  ping(): void {
    if (this.socket.readyState === WebSocket.OPEN && !this.isCongested) this.socket.ping();
  }
}

/** A frame that lies in the buffer of the read that brought it is copied out, if that buffer is much larger. */
function compact(frame: Buffer | string): Buffer | string {
  if (typeof frame === 'string' || frame.buffer.byteLength < WASTEFUL * frame.length) return frame;
  return Buffer.from(frame);
}
