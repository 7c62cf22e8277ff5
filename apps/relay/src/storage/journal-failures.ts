/** Told when a journal could not be written or compacted. */
export type JournalFailureListener = (journal: string, error: unknown) => void;

/** Carries failures of the journals, which are open before there is a log, to whoever reports them later. */
export class JournalFailures {
  #listener: JournalFailureListener = () => undefined;

  report(listener: JournalFailureListener): void {
    this.#listener = listener;
  }

  /** The `onFailure` of one journal. */
  of(journal: string): (error: unknown) => void {
    return (error) => this.#listener(journal, error);
  }
}
