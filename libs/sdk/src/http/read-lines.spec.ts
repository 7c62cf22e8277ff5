import { startDeadline } from '../deadline';
import { readLines } from './read-lines';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* inPieces(...pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

async function read(chunks: AsyncIterable<Uint8Array>, caller?: AbortSignal): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines({ body: '', chunks }, startDeadline(1_000, caller), caller)) lines.push(line);
  return lines;
}

describe('readLines', () => {
  it('puts lines together, wherever they were cut, within a letter too', async () => {
    const zoe = bytes('zoë\nlast');
    await expect(read(inPieces(bytes('a\nb'), bytes('c\n\n'), zoe.slice(0, 3), zoe.slice(3)))).resolves.toEqual([
      'a',
      'bc',
      '',
      'zoë',
      'last',
    ]);
  });

  it('reads an answer that came in one piece', async () => {
    const lines: string[] = [];
    for await (const line of readLines({ body: 'a\nb\n' }, startDeadline(1_000), undefined)) lines.push(line);
    expect(lines).toEqual(['a', 'b']);
  });

  it('says connection_lost when it breaks off', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield bytes('a\n');
      throw new Error('socket hang up');
    }
    await expect(read(broken())).rejects.toMatchObject({ code: 'connection_lost' });
  });

  it("ends with the caller's reason when that aborts", async () => {
    const caller = new AbortController();
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield bytes('a\n');
      caller.abort(new Error('enough'));
      caller.signal.throwIfAborted();
    }
    await expect(read(endless(), caller.signal)).rejects.toThrow('enough');
  });

  it('gives it a minute between two pieces, and no more', async () => {
    jest.useFakeTimers();
    const deadline = startDeadline(1_000);
    const lines = readLines({ body: '', chunks: inPieces(bytes('a\n'), bytes('b\n')) }, deadline, undefined);
    await lines.next();
    jest.advanceTimersByTime(59_999);
    expect(deadline.signal.aborted).toBe(false);
    await lines.next();
    jest.advanceTimersByTime(59_999);
    expect(deadline.signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(deadline.signal.aborted).toBe(true);
    await lines.return(undefined);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });
});
