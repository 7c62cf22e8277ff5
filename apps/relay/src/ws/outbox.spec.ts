import { Writable } from 'node:stream';
import { LIMITS } from '@otto/protocol';
import type { WebSocket } from 'ws';
import { Outbox } from './outbox';
import { WriteBatch } from './write-batch';

const HALF = LIMITS.backlogBytes / 2;
const OPEN = 1;
const CLOSING = 2;

describe('Outbox', () => {
  let socket: { readyState: number };
  let transport: SlowTransport;
  let outbox: Outbox;

  beforeEach(() => {
    socket = { readyState: OPEN };
    transport = new SlowTransport();
    outbox = new Outbox(socket as WebSocket, transport, new WriteBatch());
  });

  it('writes what was sent in one turn of the event loop at once, in order', async () => {
    outbox.send('a');
    outbox.sendLater('b');
    outbox.send(Buffer.from('c'));
    expect(transport.writes).toEqual([]);
    await turn();
    expect(transport.writes).toEqual(['\x81\x01a\x81\x01b\x81\x01c']);
  });

  it('holds what is in no hurry until something else goes, or for a few milliseconds', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    outbox.sendLater('a');
    await turn();
    expect(transport.writes).toEqual([]);
    outbox.send('b');
    await turn();
    outbox.sendLater('c');
    jest.advanceTimersByTime(20);
    expect(transport.writes).toEqual(['\x81\x01a\x81\x01b', '\x81\x01c']);
    jest.useRealTimers();
  });

  it('refuses a frame that must not be missed when too much is unread: overflow', async () => {
    transport.isStalled = true;
    expect(outbox.send(Buffer.alloc(HALF))).toBe('sent');
    await turn();
    expect(outbox.send(Buffer.alloc(HALF - 100))).toBe('sent');
    expect(outbox.send(Buffer.alloc(1000))).toBe('overflow');
  });

  it('drops and counts frames that may be missed from half of that on', async () => {
    transport.isStalled = true;
    expect(outbox.offer('update')).toBe('sent');
    outbox.send(Buffer.alloc(HALF));
    await turn();
    expect([outbox.isCongested, outbox.offer('update'), outbox.offer('log')]).toEqual([true, 'dropped', 'dropped']);
    expect(outbox.send('result')).toBe('sent');
    expect(outbox.dropped).toBe(2);
  });

  it('drops rather than closes when a frame that may be missed is too large', () => {
    transport.isStalled = true;
    outbox.send(Buffer.alloc(HALF - 1));
    expect(outbox.offer(Buffer.alloc(HALF + 100))).toBe('dropped');
  });

  it('lets a single frame out that was let in, whatever its size', () => {
    expect(outbox.send(Buffer.alloc(LIMITS.backlogBytes + 1))).toBe('sent');
  });

  it('recovers when the peer reads again', async () => {
    transport.isStalled = true;
    outbox.send(Buffer.alloc(HALF));
    await turn();
    transport.resumeAll();
    await turn();
    expect([outbox.isCongested, outbox.offer('update')]).toEqual([false, 'sent']);
  });

  it('sends nothing on a socket that closes', async () => {
    outbox.send('held');
    socket.readyState = CLOSING;
    expect([outbox.send('a'), outbox.sendLater('b'), outbox.offer('c')]).toEqual(['closed', 'closed', 'closed']);
    await turn();
    expect(transport.writes).toEqual([]);
  });
});

/** A connection whose peer may stop reading. */
class SlowTransport extends Writable {
  readonly writes: string[] = [];
  isStalled = false;
  #stalled: (() => void)[] = [];

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#wrote(chunk, done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#wrote(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  resumeAll(): void {
    this.isStalled = false;
    for (const done of this.#stalled.splice(0)) done();
  }

  #wrote(bytes: Buffer, done: () => void): void {
    this.writes.push(bytes.length > 1000 ? `${bytes.length} bytes` : bytes.toString('latin1'));
    if (this.isStalled) this.#stalled.push(done);
    else done();
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
