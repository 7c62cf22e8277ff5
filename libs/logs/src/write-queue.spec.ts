import type { PendingLine } from './day-file-writer';
import { WriteQueue, type LineWriter } from './write-queue';

/** A disk that takes lines when it is told to. */
class FakeDisk implements LineWriter {
  readonly taken: string[] = [];
  readonly #waiting: { lines: readonly PendingLine[]; settle: (error?: Error) => void }[] = [];

  append(lines: readonly PendingLine[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (error?: Error): void => (error ? reject(error) : resolve());
      this.#waiting.push({ lines, settle });
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Ends the write that is going on, once there is one. */
  async next(error?: Error): Promise<void> {
    while (this.#waiting.length === 0) await Promise.resolve();
    const write = this.#waiting.shift();
    if (error === undefined) this.taken.push(...(write?.lines ?? []).map(({ line }) => line));
    write?.settle(error);
  }
}

let disk: FakeDisk;
let now: number;
let events: unknown[];
let queue: WriteQueue;

beforeEach(() => {
  disk = new FakeDisk();
  now = 0;
  events = [];
  queue = new WriteQueue(disk, {
    maxBytes: 10,
    retryAfterMs: 1000,
    clock: () => now,
    onTrouble: (error) => events.push(['trouble', String(error)]),
    onRecovery: (lost) => events.push(['recovery', lost]),
  });
});

function push(...lines: string[]): void {
  for (const line of lines) queue.push({ day: '2026-11-20', line, bytes: line.length + 1 });
}

async function pushAndFlush(line: string, error?: Error): Promise<void> {
  push(line);
  const flushed = queue.flush();
  await disk.next(error);
  await flushed;
}

describe('WriteQueue', () => {
  it('writes in order, and together what came while a write went on', async () => {
    push('a');
    const first = queue.flush();
    await Promise.resolve();
    push('b', 'c');
    const second = queue.flush();
    await disk.next();
    await first;
    expect(disk.taken).toEqual(['a']);
    await disk.next();
    await second;
    expect(disk.taken).toEqual(['a', 'b', 'c']);
    expect([queue.bytes, queue.entries]).toEqual([0, 0]);
  });

  it('drops what a slow disk leaves no room for, and reports how much once there is room', async () => {
    push('aaaa');
    const flushed = queue.flush();
    await Promise.resolve();
    push('bbbb', 'cccc', 'dddd');
    expect(queue.lostEver).toBe(2);
    await disk.next();
    await flushed;
    expect(events).toEqual([['recovery', 2]]);
    expect([queue.bytes, queue.healthy]).toEqual([5, true]);
  });

  it('gives up what the disk refused, and tells so once', async () => {
    await pushAndFlush('a', new Error('ENOSPC'));
    now = 5000;
    await pushAndFlush('b', new Error('ENOSPC'));
    expect(events).toEqual([['trouble', 'Error: ENOSPC']]);
    expect([queue.lostEver, queue.bytes, queue.healthy]).toEqual([2, 0, false]);
  });

  it('leaves a disk that refused alone for a while, then goes on', async () => {
    await pushAndFlush('a', new Error('ENOSPC'));
    push('b');
    now = 999;
    await queue.flush();
    expect(queue.entries).toBe(1);
    now = 1000;
    await pushAndFlush('c');
    expect(disk.taken).toEqual(['b', 'c']);
    expect(events).toEqual([
      ['trouble', 'Error: ENOSPC'],
      ['recovery', 1],
    ]);
  });

  it('goes on after the rest by itself, and leaves no timer once it is closed', async () => {
    jest.useFakeTimers();
    try {
      await pushAndFlush('a', new Error('ENOSPC'));
      push('b');
      jest.advanceTimersByTime(1000);
      await disk.next();
      expect(disk.taken).toEqual(['b']);
      await pushAndFlush('c', new Error('ENOSPC'));
      await queue.close();
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it('makes a last attempt when it is closed', async () => {
    await pushAndFlush('a', new Error('ENOSPC'));
    push('b');
    const closed = queue.close();
    await disk.next();
    await closed;
    expect(disk.taken).toEqual(['b']);
  });
});
