/** The main document that a tab shows. */
export interface PageDocument {
  /** The browser's name for this very document; the next one in the tab has another. */
  readonly documentId: string;
  readonly url: string;
  /** The browser's own page about what went wrong. */
  readonly isErrorPage: boolean;
}

/** A function that runs in a page. It is sent there as text and sees nothing of the file that it comes from. */
export interface PageScript {
  readonly func: (...args: never[]) => unknown;
  /** JSON. */
  readonly args: readonly unknown[];
  /** Runs at once; otherwise when the document is parsed. */
  readonly isImmediate?: boolean;
}

/** What site commands need of the pages in the browser's tabs. */
export interface Pages {
  /** Undefined when the tab is gone. */
  current(tabId: number): Promise<PageDocument | undefined>;
  /**
   * Runs a function in one document and no other. Resolves with what it returns; with null or undefined when it threw, for
   * the browser does not tell. Never settles when the document goes while the function waits.
   */
  run(tabId: number, documentId: string, script: PageScript): Promise<unknown>;
  /** Tells when the tab shows another document, or is closed, until the returned function is called. */
  onChange(tabId: number, listener: () => void): () => void;
}
