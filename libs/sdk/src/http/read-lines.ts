import { OttoError } from '@otto/protocol';
import type { Deadline } from '../deadline';
import type { HttpAnswer } from './http-transport';

/** Between two pieces of an answer: the relay may have to read much that does not pass a filter. */
const IDLE_TIMEOUT_MS = 60_000;

/**
 * Reads an answer line by line, as fast as they are taken. Ends its deadline.
 *
 * @throws OttoError `connection_lost` when it breaks off or pauses for a minute; the caller's reason when that aborts
 */
export async function* readLines(
  { body, chunks = [new TextEncoder().encode(body)] }: Pick<HttpAnswer, 'body'> & { chunks?: Chunks },
  deadline: Deadline,
  caller: AbortSignal | undefined,
): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    deadline.restart(IDLE_TIMEOUT_MS);
    for await (const chunk of chunks) {
      deadline.restart(IDLE_TIMEOUT_MS);
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') yield rest;
  } catch (cause) {
    caller?.throwIfAborted();
    throw new OttoError('connection_lost', {}, { cause });
  } finally {
    deadline.clear();
  }
}

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
