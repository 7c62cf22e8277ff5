import { OttoError } from '@otto/protocol';
import type { Duplex } from 'node:stream';

/**
 * Answers a socket whose bytes never became a request (too slow, too large, no HTTP) in the form of every other error.
 * Node closes such a socket without a body when nobody listens.
 */
export function answerClientError(failure: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable || failure.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const error = explain(failure.code);
  const body = JSON.stringify(error.toBody());
  socket.end(
    `HTTP/1.1 ${error.status} ${error.code}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}

function explain(code: string | undefined): OttoError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new OttoError('request_timeout');
  return new OttoError('invalid_body', {
    reason: code === 'HPE_HEADER_OVERFLOW' ? 'its headers are too large' : 'it is not HTTP',
  });
}
