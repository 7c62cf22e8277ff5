import { open, type FileHandle } from 'node:fs/promises';
import { orUndefinedWhenGone } from './log-files';

const BLOCK_BYTES = 64 * 1024;
/** No entry of ours is this long; what is longer is not a log line, and is skipped instead of collected in memory. */
const MAX_LINE_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;

/** A stretch of a file: from byte `from` up to, not including, byte `to`. */
export interface Stretch {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** The whole lines of a stretch, oldest first, in texts of several lines without the last newline. */
export async function* linesForward({ path, from, to }: Stretch): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const block of blocks(path, forwardRanges(from, to))) {
    const end = block.lastIndexOf(NEWLINE);
    if (end === -1) {
      rest = joined(rest, block);
      continue;
    }
    yield joined(rest, block.subarray(0, end)).toString('utf8');
    rest = Buffer.from(block.subarray(end + 1));
  }
  if (rest.length > 0) yield rest.toString('utf8');
}

/** The same texts, the last one of the file first; the lines within each text are still in the order of the file. */
export async function* linesBackward({ path, from, to }: Stretch): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const block of blocks(path, backwardRanges(from, to))) {
    const start = block.indexOf(NEWLINE);
    if (start === -1) {
      rest = joined(block, rest);
      continue;
    }
    yield joined(block.subarray(start + 1), rest).toString('utf8');
    rest = Buffer.from(block.subarray(0, start));
  }
  if (rest.length > 0) yield rest.toString('utf8');
}

function joined(first: Buffer, second: Buffer): Buffer {
  // A line beyond the limit is cut into pieces that do not parse, and so is left out by whoever reads it.
  if (first.length + second.length > MAX_LINE_BYTES) return Buffer.alloc(0);
  return Buffer.concat([first, second]);
}

type Range = readonly [from: number, to: number];

function* forwardRanges(from: number, to: number): Generator<Range> {
  for (let at = from; at < to; at += BLOCK_BYTES) yield [at, Math.min(at + BLOCK_BYTES, to)];
}

function* backwardRanges(from: number, to: number): Generator<Range> {
  for (let at = to; at > from; at -= BLOCK_BYTES) yield [Math.max(at - BLOCK_BYTES, from), at];
}

/** The buffer of a block is used again for the next one. A file that was swept meanwhile has no blocks. */
async function* blocks(path: string, ranges: Iterable<Range>): AsyncGenerator<Buffer> {
  const handle = await orUndefinedWhenGone(open(path, 'r'));
  if (handle === undefined) return;
  const buffer = Buffer.allocUnsafe(BLOCK_BYTES);
  try {
    for (const [from, to] of ranges) yield buffer.subarray(0, await readFully(handle, buffer, from, to));
  } finally {
    await handle.close();
  }
}

/** Reads from..to into the start of the buffer; fewer bytes only when the file has become shorter. */
async function readFully(handle: FileHandle, buffer: Buffer, from: number, to: number): Promise<number> {
  let filled = 0;
  while (filled < to - from) {
    const { bytesRead } = await handle.read(buffer, filled, to - from - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
