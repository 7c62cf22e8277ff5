/** A key and its new value; without a value the key is removed. */
export interface Change<V> {
  readonly key: string;
  readonly value?: V;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON text of one change. JSON escapes line ends, so it never holds one. */
export function encodeChange<V>({ key, value }: Change<V>): string {
  return JSON.stringify({ key, value });
}

/** One line of a journal: all changes of one commit, so that a commit is there as a whole or not at all. */
export function encodeLine(encodedChanges: readonly string[]): string {
  return `[${encodedChanges.join(',')}]\n`;
}

/** Size in bytes of a line that holds just this change: what the change takes in a compacted file. */
export function lineBytes(encodedChange: string): number {
  return Buffer.byteLength(encodedChange) + 3;
}

/** The changes of a line (without its line end), or undefined when it is not a line that this journal would write. */
export function decodeLine<V>(
  line: Uint8Array,
  check: (value: unknown) => value is V,
): readonly Change<V>[] | undefined {
  try {
    const changes: unknown = JSON.parse(UTF8.decode(line));
    return Array.isArray(changes) && changes.every((change) => isChange(change, check)) ? changes : undefined;
  } catch {
    return undefined;
  }
}

function isChange<V>(change: unknown, check: (value: unknown) => value is V): change is Change<V> {
  if (typeof change !== 'object' || change === null) return false;
  const { key, value } = change as { key?: unknown; value?: unknown };
  return typeof key === 'string' && (value === undefined || check(value));
}
