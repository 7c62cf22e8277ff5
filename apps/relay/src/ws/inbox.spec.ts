import { Inbox } from './inbox';
import { TurnCounter } from './turn-counter';

describe('Inbox', () => {
  let handled: string[];
  let pending: (() => void)[];
  let socket: { isPaused: boolean; pause: () => void; resume: () => void };
  let inbox: Inbox;

  beforeEach(() => {
    handled = [];
    pending = [];
    socket = { isPaused: false, pause: () => (socket.isPaused = true), resume: () => (socket.isPaused = false) };
    inbox = new Inbox(socket, new TurnCounter(), (bytes) => {
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

  it('lets others have their turn after 256 messages, and then goes on in order', async () => {
    const texts = Array.from({ length: 700 }, (_, index) => `message ${index}`);
    receive(...texts);
    expect([handled.length, socket.isPaused]).toEqual([256, true]);
    await new Promise(setImmediate);
    expect([handled.length, socket.isPaused]).toEqual([512, true]);
    await new Promise(setImmediate);
    expect([handled, socket.isPaused]).toEqual([texts, false]);
  });

  it('counts each turn anew', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      receive(...Array.from({ length: 200 }, () => 'a'));
      expect([handled.length, socket.isPaused]).toEqual([200 * (turn + 1), false]);
      await new Promise(setImmediate);
    }
  });

  async function finishOne(): Promise<void> {
    pending.shift()?.();
    await new Promise(setImmediate);
  }
});
