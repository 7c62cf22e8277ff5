import type { IncomingMessage } from 'node:http';

const MAX_DISCARDED_BYTES = 1024 * 1024;

/**
 * Lets the rest of a refused body go by, so that its sender gets to read the answer: a socket that is closed over unread
 * bytes is reset, and the answer lost with it. Whoever goes on for longer is cut off.
 */
export function discardBody(request: IncomingMessage): void {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_DISCARDED_BYTES) request.socket.destroy();
  });
  request.resume();
}
