/** What the link needs of a WebSocket; the browser's own satisfies it. */
export interface Socket {
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { code: number }) => void): void;
}

export type OpenSocket = (url: string) => Socket;

export const SOCKET_OPEN = 1;
/** What a browser reports when a connection could not be made or broke without a closing handshake. */
export const ABNORMAL_CLOSURE = 1006;
