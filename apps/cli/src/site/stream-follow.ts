import { OttoError } from '@otto/protocol';
import type { Stream } from '@otto/sdk';
import type { StreamLines } from '../listener/stream-lines';
import type { Output } from '../output/output';

/** How the stream of a test is followed. */
export interface FollowOptions {
  /** ms; undefined follows until Ctrl+C. */
  readonly followMs: number | undefined;
  /** Only until the first update, and fails without one. */
  readonly probe: boolean;
  /** ms between two reports of how far it has got. */
  readonly reportEveryMs: number | undefined;
}

/** Tells every so often how far a stream has got. */
export interface StreamReport {
  type: 'report';
  updates: number;
  /** ms since it began. */
  elapsedMs: number;
}

/**
 * Prints a stream until its time is over, Ctrl+C or, for a probe, its first update; it is cancelled then.
 *
 * @throws OttoError `stream_silent` for a probe that nothing was told; what ended the stream
 */
export async function followStream(
  stream: Stream,
  { followMs, probe, reportEveryMs }: FollowOptions,
  lines: StreamLines,
  output: Output,
): Promise<void> {
  const startedAt = Date.now();
  const cancel = (): void => void stream.cancel();
  const timers = [
    followMs === undefined ? undefined : setTimeout(cancel, followMs),
    reportEveryMs === undefined ? undefined : setInterval(() => report(lines, startedAt, output), reportEveryMs),
  ];
  try {
    await lines.print(stream, probe ? cancel : undefined);
  } finally {
    timers.forEach(clearTimeout);
    await stream.cancel();
  }
  const elapsedMs = Date.now() - startedAt;
  if (probe && lines.count === 0) throw new OttoError('stream_silent', { elapsedMs });
}

function report(lines: StreamLines, startedAt: number, output: Output): void {
  const elapsedMs = Date.now() - startedAt;
  const line: StreamReport = { type: 'report', updates: lines.count, elapsedMs };
  if (output.isJson) void output.line('', line);
  else output.note(`${lines.count} updates in ${Math.round(elapsedMs / 1000)} s`);
}
