import { connect } from 'node:net';

/** What a server at a port of this machine answers to bytes, until it closes the connection. */
export function exchangeBytes(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', () => undefined); // A reset is a way to close.
    socket.on('close', () => resolve(answer));
  });
}
