import { Inbox } from './inbox';

describe('Inbox', () => {
  let handled: string[];
  let pending: (() => void)[];
  let socket: { isPaused: boolean; pause: () => void; resume: () => void };
  let inbox: Inbox;

  beforeEach(() => {
    handled = [];
    pending = [];
    socket = { isPaused: false, pause: () => (socket.isPaused = true), resume: () => (socket.isPaused = false) };
    inbox = new Inbox(socket, (bytes) => {
      handled.push(bytes.toString());
      return bytes.toString().startsWith('slow') ? new Promise((resolve) => pending.push(resolve)) : undefined;
    });
  });

  function receive(...texts: string[]): void {
    for (const text of texts) inbox.receive(Buffer.from(text), false);
  }

  it('hands messages on at once', () => {
    receive('a', 'b');
    expect([handled, socket.isPaused]).toEqual([['a', 'b'], false]);
  });

  it('keeps their order behind one that takes time, and does not read on meanwhile', async () => {
    receive('slow 1', 'a', 'slow 2', 'b');
    expect([handled, socket.isPaused]).toEqual([['slow 1'], true]);
    await finishOne();
    expect([handled, socket.isPaused]).toEqual([['slow 1', 'a', 'slow 2'], true]);
    await finishOne();
    expect([handled, socket.isPaused]).toEqual([['slow 1', 'a', 'slow 2', 'b'], false]);
    receive('c');
    expect(handled.at(-1)).toBe('c');
  });

  async function finishOne(): Promise<void> {
    pending.shift()?.();
    await new Promise(setImmediate);
  }
});
