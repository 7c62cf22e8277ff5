import { Journal, type JournalOptions } from '../src/journal';

export const isNumber = (value: unknown): value is number => typeof value === 'number';

/** A journal of numbers. */
export function openNumbers(path: string, options: Partial<JournalOptions<number>> = {}): Promise<Journal<number>> {
  return Journal.open<number>(path, { check: isNumber, ...options });
}

/** What the file of a journal that is not open holds, by key. */
export async function storedContents(path: string): Promise<Record<string, number>> {
  const journal = await openNumbers(path);
  await journal.close();
  return contents(journal);
}

/** What a journal holds, by key. */
export function contents<V>(journal: Journal<V>): Record<string, V> {
  return Object.fromEntries(journal.entries());
}
