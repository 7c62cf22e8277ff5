import type { ConnectionTransport } from 'puppeteer-core';
import type { Readable, Writable } from 'node:stream';

const END_OF_MESSAGE = 0;
/** No answer that the supervisor asks for comes near this; a browser that sends more without an end is not one. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/**
 * DevTools messages over two file descriptors of the browser, each ended by a zero byte. Puppeteer has one as well, but
 * only for browsers that it starts itself, and then neither the time limit of the start nor the browser's last words
 * reach the caller.
 */
export class DebuggingPipe implements ConnectionTransport {
  onmessage?: (message: string) => void;
  onclose?: () => void;
  #received: Buffer[] = [];
  #receivedBytes = 0;

  constructor(
    private readonly toBrowser: Writable,
    private readonly fromBrowser: Readable,
  ) {
    fromBrowser.on('data', (chunk: Buffer) => this.#receive(chunk));
    fromBrowser.once('close', () => this.onclose?.());
    // A browser that dies breaks the pipe; that it ended is learnt from its process.
    for (const stream of [toBrowser, fromBrowser]) stream.on('error', () => undefined);
  }

  send(message: string): void {
    this.toBrowser.write(`${message}\0`);
  }

  /** The browser ends when its pipe does. */
  close(): void {
    this.toBrowser.destroy();
    this.fromBrowser.destroy();
  }

  #receive(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(END_OF_MESSAGE); end !== -1; end = chunk.indexOf(END_OF_MESSAGE, start)) {
      this.#keep(chunk.subarray(start, end));
      const message = Buffer.concat(this.#received).toString('utf8');
      this.#received = [];
      this.#receivedBytes = 0;
      start = end + 1;
      this.onmessage?.(message);
    }
    this.#keep(chunk.subarray(start));
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return;
    this.#receivedBytes += part.length;
    if (this.#receivedBytes > MAX_MESSAGE_BYTES) return this.close();
    this.#received.push(part);
  }
}
