import type { IncomingMessage } from 'node:http';
import { OttoError } from '@otto/protocol';

/**
 * The whole body. Unlike Express's own parsers it refuses a body as soon as it is known to be too large, and leaves the
 * rest unread.
 *
 * @throws OttoError `body_too_large`; `connection_lost` when the sender went away
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new OttoError('body_too_large');
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes <= maxBytes) return;
      request.off('data', onData).pause();
      reject(new OttoError('body_too_large'));
    };
    request.on('data', onData);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', (cause) => reject(new OttoError('connection_lost', {}, { cause })));
  });
}
