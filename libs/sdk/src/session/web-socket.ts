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

/**
 * The WebSocket of a page; in Node that of `ws`, which tells why a relay has refused the upgrade, as Node's own does not.
 * It is loaded only then.
 */
export async function defaultWebSocket(): Promise<WebSocketConstructor> {
  const { WebSocket: own, process } = globalThis as { WebSocket?: WebSocketConstructor; process?: NodeJS.Process };
  if (own !== undefined && process?.versions?.node === undefined) return own;
  return (await import('ws')).WebSocket;
}
