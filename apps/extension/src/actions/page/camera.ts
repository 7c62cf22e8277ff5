import type { ImageFormat } from '@otto/protocol';

/** How the browser is to encode a picture. */
export interface Encoding {
  readonly format: ImageFormat;
  /** For jpeg: 1 to 100. */
  readonly quality: number | undefined;
}

/** Where a tab is and whether somebody could be looking at it. */
export interface TabView {
  readonly url: string;
  readonly windowId: number;
  readonly isInFront: boolean;
}

/** What a screenshot needs of the browser's tabs. */
export interface Camera {
  /** Undefined for a tab that is gone. */
  look(tabId: number): Promise<TabView | undefined>;
  /** Base64 of what a window shows. Rejects when it shows nothing that may be seen, and when asked too often. */
  captureWindow(windowId: number, encoding: Encoding): Promise<string>;
  /** Told when another tab comes to the front, until the returned function is called. */
  onFrontChange(listener: (windowId: number) => void): () => void;
  /** Told when a tab shows another address, until the returned function is called. */
  onAddressChange(tabId: number, listener: () => void): () => void;
}
