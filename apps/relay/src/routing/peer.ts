/** What the routing needs of the session of a controller or node. */
export interface Peer {
  readonly id: string;
  readonly isOpen: boolean;
  /** It is far behind with reading what it was sent. */
  readonly isCongested: boolean;
  /** False when the frame does not reach it; its session is then over, or about to be. */
  send(frame: Buffer | string): boolean;
  /** The same for a frame that can wait a few milliseconds, so that it goes together with others. */
  sendLater(frame: Buffer | string): boolean;
  /** The same for a frame that may be dropped while the peer is behind. */
  offer(frame: Buffer | string): boolean;
}
