/** What both ends need of a chrome.runtime port. */
export interface Port<Outgoing, Incoming> {
  /** Throws when the other end is gone. */
  post(message: Outgoing): void;
  onMessage(listener: (message: Incoming) => void): void;
  /** Told once, when the other end is gone: a worker that was ended, a document that was closed. */
  onGone(listener: () => void): void;
}
