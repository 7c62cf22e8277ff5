import type { Readable } from 'node:stream';
import { LIMITS } from '@otto/protocol';
import type { WebSocket } from 'ws';
import type { Session } from './session';

/**
 * Counts what comes in on a connection until its session has authenticated, and reads no more of it than hello and auth
 * can need: a stranger's frame of many megabytes would take seconds to parse. Called before anything was read.
 */
export function limitStranger(
  session: Pick<Session, 'state' | 'close'>,
  socket: Pick<WebSocket, 'pause'>,
  transport: Readable,
): void {
  let bytes = 0;
  // Comes after the listener of `ws`, which has worked the chunk off by then.
  const count = (chunk: Buffer): void => {
    bytes += chunk.length;
    const isStranger = session.state.kind !== 'authenticated';
    if (isStranger && bytes <= LIMITS.bytesBeforeAuth) return;
    transport.off('data', count);
    if (!isStranger) return;
    session.close('frameTooLarge');
    socket.pause();
  };
  transport.on('data', count);
}
