import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { DebuggingPipe } from './debugging-pipe';

function setUp() {
  const [toBrowser, fromBrowser] = [new PassThrough(), new PassThrough()];
  const pipe = new DebuggingPipe(toBrowser, fromBrowser);
  const received: string[] = [];
  pipe.onmessage = (message) => received.push(message);
  const arrive = (...chunks: (string | Buffer)[]): void =>
    chunks.forEach((chunk) => fromBrowser.emit('data', Buffer.from(chunk)));
  return { pipe, toBrowser, fromBrowser, received, arrive };
}

describe('the debugging pipe', () => {
  it('ends each message with a zero byte', () => {
    const { pipe, toBrowser } = setUp();
    pipe.send('{"id":1}');
    pipe.send('{"id":2}');
    expect(String(toBrowser.read())).toBe('{"id":1}\0{"id":2}\0');
  });

  it('puts messages together from whatever pieces arrive', () => {
    const { received, arrive } = setUp();
    arrive('{"a', '":1}\0{"b":2}\0{', '"c":3}', '\0');
    expect(received).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
  });

  it('does not break characters that are cut in two', () => {
    const { received, arrive } = setUp();
    const bytes = Buffer.from('"ü"\0');
    arrive(bytes.subarray(0, 2), bytes.subarray(2));
    expect(received).toEqual(['"ü"']);
  });

  it('tells when the browser closes it', async () => {
    const { pipe, fromBrowser } = setUp();
    const closed = new Promise<void>((resolve) => (pipe.onclose = resolve));
    fromBrowser.destroy();
    await closed;
  });

  it('closes rather than keep a message without end', async () => {
    const { fromBrowser, toBrowser, received, arrive } = setUp();
    const closed = Promise.all([once(fromBrowser, 'close'), once(toBrowser, 'close')]);
    const part = Buffer.alloc(1024 * 1024, 'x');
    for (let megabytes = 0; megabytes < 17; megabytes++) arrive(part);
    await closed;
    expect(received).toEqual([]);
  });

  it('survives writing to a browser that has died', async () => {
    const { pipe, toBrowser } = setUp();
    const closed = new Promise((resolve) => toBrowser.on('close', resolve));
    toBrowser.destroy(new Error('EPIPE'));
    await closed;
    expect(() => pipe.send('{}')).not.toThrow();
  });
});
