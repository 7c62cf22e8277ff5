import type { LogEntry } from '@otto/protocol';
import { entryMatcher, type LogFilter } from './log-filter';

interface Subscriber {
  readonly matches: (entry: LogEntry) => boolean;
  readonly listener: (entry: LogEntry) => void;
}

/** Those who want entries as they are written. */
export class Subscribers {
  readonly #subscribers = new Set<Subscriber>();

  add(filter: LogFilter, listener: (entry: LogEntry) => void): () => void {
    const subscriber = { matches: entryMatcher(filter).matches, listener };
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  /** A listener that throws is not called again; the errors are returned, so that they can be logged. */
  tell(entry: LogEntry): unknown[] {
    const errors: unknown[] = [];
    for (const subscriber of this.#subscribers) {
      try {
        if (subscriber.matches(entry)) subscriber.listener(entry);
      } catch (error) {
        this.#subscribers.delete(subscriber);
        errors.push(error);
      }
    }
    return errors;
  }

  clear(): void {
    this.#subscribers.clear();
  }
}
