/** A tab as the browser knows it. */
export interface BrowserTab {
  readonly tabId: number;
  /** Of the document that is there; empty before the first one. */
  readonly url: string;
  /** Where a navigation that has not arrived yet is going. */
  readonly pendingUrl?: string | undefined;
  readonly title: string;
  readonly status: 'loading' | 'complete' | 'unloaded';
  /** In front of the other tabs of its window. */
  readonly isActive: boolean;
  /** Missing when the tab is in no group. */
  readonly groupId?: number | undefined;
}

/** What happens to the main document of a tab. */
export type PageEvent =
  | { readonly type: 'started'; readonly tabId: number; readonly url: string }
  | { readonly type: 'committed'; readonly tabId: number; readonly url: string }
  /** The document is parsed. */
  | { readonly type: 'parsed'; readonly tabId: number; readonly url: string }
  /** The document and all that belongs to it has loaded. */
  | { readonly type: 'loaded'; readonly tabId: number; readonly url: string }
  /** The tab has come to rest, whatever it shows: of viewers, such as that of PDFs, nothing else is told. */
  | { readonly type: 'rested'; readonly tabId: number; readonly url: string }
  /** The address changed, the document did not. */
  | { readonly type: 'moved'; readonly tabId: number; readonly url: string }
  /** A navigation ended without a document: superseded, a download, an answer without content. */
  | { readonly type: 'aborted'; readonly tabId: number; readonly url: string; readonly reason: string }
  /** The document that is there stopped loading, because the page wanted that or because another navigation began. */
  | { readonly type: 'stopped'; readonly tabId: number; readonly url: string }
  /** The browser shows an error page instead. */
  | { readonly type: 'failed'; readonly tabId: number; readonly url: string; readonly reason: string }
  | { readonly type: 'closed'; readonly tabId: number };

/** What the node needs of the browser's tabs. Nothing here ever changes which tab or window is in front. */
export interface BrowserTabs {
  /** Opens a tab behind the others, in the window of the group where that exists. Rejects with the browser's reason. */
  create(url: string, groupId?: number): Promise<BrowserTab>;
  find(tabId: number): Promise<BrowserTab | undefined>;
  inGroup(groupId: number): Promise<BrowserTab[]>;
  /** Sends a tab elsewhere; resolves when the browser has taken the order, not when the page is there. */
  navigate(tabId: number, url: string): Promise<void>;
  /** Whether the tab was there to be closed. */
  close(tabId: number): Promise<boolean>;
  /** Whether the user has ever touched the page of a tab; undefined when it is too busy to tell. */
  wasTouched(tabId: number): Promise<boolean | undefined>;
  /**
   * Keeps the page of a tab from asking, once, whether it may be left. Never rejects; a page that is too busy to be told in a
   * moment is told as soon as it can be.
   */
  silenceQuestion(tabId: number): Promise<void>;
  /** Puts a tab into that group, or into a new one where there is none any more; resolves with the group it is in then. */
  group(tabId: number, groupId?: number): Promise<number>;
  /** Resolves when the document of the tab is parsed; may never do so for a page that never ends. */
  untilParsed(tabId: number): Promise<void>;
  /** Tells page events until the returned function is called. */
  onEvent(listener: (event: PageEvent) => void): () => void;
  /** Tells which tab has come into a group, or has left one, until the returned function is called. */
  onRegrouped(listener: (tabId: number) => void): () => void;
}
