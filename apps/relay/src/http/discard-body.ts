import type { IncomingMessage, ServerResponse } from 'node:http';

const MAX_DISCARDED_BYTES = 1024 * 1024;

/**
 * Lets the rest of a refused body go by, so that its sender gets to read the answer: a socket that is closed over unread
 * bytes is reset, and the answer lost with it. Whoever announces or sends much more is cut off.
 */
export function discardBody(request: IncomingMessage, response: ServerResponse): void {
  if (Number(request.headers['content-length'] ?? 0) > MAX_DISCARDED_BYTES) response.setHeader('Connection', 'close');
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_DISCARDED_BYTES) request.socket.destroy();
  });
  request.resume();
}
