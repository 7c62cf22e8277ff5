/** What a session needs of a WebSocket: the part that browsers, newer Nodes and `ws` have in common. */
export interface WebSocketLike {
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  /** Only `ws` has it: ends a connection whose peer does not answer the closing handshake. */
  terminate?(): void;
}

export type WebSocketConstructor = new (url: string) => WebSocketLike;

/** `readyState` of a socket that can send. */
export const OPEN = 1;

/** The platform's own WebSocket; in a Node that has none, that of `ws`, which is loaded only then. */
export async function defaultWebSocket(): Promise<WebSocketConstructor> {
  const own = (globalThis as { WebSocket?: WebSocketConstructor }).WebSocket;
  return own ?? (await import('ws')).WebSocket;
}
