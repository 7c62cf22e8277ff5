import { OttoError, type ErrorCode } from '@otto/protocol';
import { unlessAborted } from '../deadline';
import type { WebSocketConstructor, WebSocketLike } from './web-socket';

/** HTTP statuses with which a relay refuses the upgrade. Only `ws` tells them; browsers keep them to themselves. */
const REFUSALS: Record<string, ErrorCode> = {
  403: 'origin_not_allowed',
  421: 'host_not_allowed',
  429: 'too_many_connections',
};

/**
 * Connects a WebSocket.
 *
 * @throws OttoError `relay_unreachable`, or what the relay refused the upgrade with; the signal's reason when it aborts.
 */
export async function openSocket(
  webSocket: WebSocketConstructor,
  url: string,
  signal: AbortSignal,
): Promise<WebSocketLike> {
  const socket = new webSocket(url);
  const opened = new Promise<void>((resolve, reject) => {
    let refusal: unknown;
    socket.onopen = () => resolve();
    socket.onerror = (event: { readonly message?: unknown }) => {
      refusal = event.message;
    };
    socket.onclose = () => reject(refusalError(url, refusal));
  });
  try {
    await unlessAborted(opened, signal);
    return socket;
  } catch (error) {
    // Errors of a socket that is given up have to go somewhere.
    socket.onerror = () => undefined;
    socket.close();
    throw error;
  }
}

function refusalError(relayUrl: string, message: unknown): OttoError {
  const status = /server response: (\d{3})/.exec(String(message))?.[1];
  const code = status === undefined ? undefined : REFUSALS[status];
  return new OttoError(code ?? 'relay_unreachable', { relayUrl });
}
