import type { ToLink } from '../link/link-messages';

/** Frames that may be lost when there are too many of them. */
export interface EventSource {
  /** The text of the next one. */
  take(): string | undefined;
}

/** What the document is given at once. */
const BATCH = { maxFrames: 64, maxChars: 1024 * 1024 };

/**
 * Hands event frames to the offscreen document, one batch at a time: the next one follows when the document has passed the
 * last one on, which it does as fast as the connection takes it. Until then they wait in their sources, which are bounded.
 */
export class EventPump {
  readonly #tell: (message: ToLink) => void;
  readonly #sources: readonly EventSource[];
  #isOpen = false;
  #isDue = false;
  #lastBatch = 0;
  #underWay: number | undefined;

  /** @param sources The more important ones first. */
  constructor(tell: (message: ToLink) => void, sources: readonly EventSource[]) {
    this.#tell = tell;
    this.#sources = sources;
  }

  /** The node is connected. */
  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.wake();
  }

  /** It is not: what is under way is lost, and nobody will say so. */
  close(): void {
    this.#isOpen = false;
    this.#underWay = undefined;
  }

  /** A source has something. What else happens in the same turn goes along with it. */
  wake(): void {
    if (this.#isDue || !this.#isOpen || this.#underWay !== undefined) return;
    this.#isDue = true;
    queueMicrotask(() => this.#flush());
  }

  /** The document has passed a batch on. */
  passed(batch: number): void {
    if (batch !== this.#underWay) return;
    this.#underWay = undefined;
    this.wake();
  }

  #flush(): void {
    this.#isDue = false;
    if (!this.#isOpen || this.#underWay !== undefined) return;
    const texts = this.#takeBatch();
    if (texts.length === 0) return;
    const batch = (this.#underWay = ++this.#lastBatch);
    this.#tell({ type: 'events', batch, texts });
  }

  #takeBatch(): string[] {
    const texts: string[] = [];
    let chars = 0;
    for (const source of this.#sources) {
      while (texts.length < BATCH.maxFrames && chars < BATCH.maxChars) {
        const text = source.take();
        if (text === undefined) break;
        texts.push(text);
        chars += text.length;
      }
    }
    return texts;
  }
}
