import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { OttoError } from '@otto/protocol';

const RETRY_AFTER_S = 10;
/** Long enough for the answer to arrive, short for a peer that does not read it. */
const LINGER_MS = 1000;

/** Answers an upgrade with the HTTP status and body of an error, like any other request, and ends the connection. */
export function refuseUpgrade(socket: Duplex, error: OttoError): void {
  // Whatever happens to the socket now, nobody else listens to it.
  socket.on('error', () => undefined);
  const body = JSON.stringify(error.toBody());
  const head = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(error.retryable ? [`Retry-After: ${RETRY_AFTER_S}`] : []),
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(timer));
}
