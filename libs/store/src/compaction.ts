import { CompactedFile } from './compacted-file';
import type { GroupCommit } from './group-commit';
import type { Change } from './journal-line';

/**
 * Writes `rows`, which is what lives now, to a new file beside the commits, then lets it take the place of the journal's
 * file between two of them. Has to be called in the very turn in which the rows were taken: what is committed later is
 * copied from the old file. Rejects with the old file still in use.
 */
export async function compact<V>(
  path: string,
  commits: GroupCommit,
  rows: readonly Change<V>[],
  signal: AbortSignal,
): Promise<void> {
  const from = commits.endBytes;
  const next = await CompactedFile.write(path, rows, signal);
  try {
    // Most of the rest is copied here, so that little is left to do while commits wait.
    const to = Math.max(from, commits.file.size);
    await next.catchUp(commits.file, from, to);
    await commits.swap(
      async (old) => {
        await next.catchUp(old, to, old.size);
        return next.replace();
      },
      () => next.settle(),
    );
  } catch (error) {
    await next.discard();
    throw error;
  }
}
