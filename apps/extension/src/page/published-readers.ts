import type { PageAnswer } from './page-answer';
import type { PageReaders, ReaderName } from './page-requests';

/** One reader in the isolated world of a page. */
export interface PublishedReader {
  read(request: unknown): Promise<PageAnswer<unknown>>;
  /** Which run of the worker put it there: after an update of the extension an old page holds an old reader. */
  placedBy?: string;
}

declare global {
  // `var`, because only that declares a property of globalThis; the isolated world is the extension's own.
  var ottoReaders: Partial<Record<ReaderName, PublishedReader>> | undefined;
}

/** Makes a reader available to later executeScript calls in the same page. */
export function publishReader<N extends ReaderName>(
  name: N,
  read: (request: PageReaders[N]['request']) => Promise<PageAnswer<PageReaders[N]['answer']>>,
): void {
  globalThis.ottoReaders ??= {};
  globalThis.ottoReaders[name] = { read: (request) => read(request as PageReaders[N]['request']) };
}
