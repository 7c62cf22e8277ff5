import { makeFrame } from '@otto/protocol';
import { fitsIntoFrame } from '../runtime/frame-size';
import type { EventSource } from '../runtime/worker/event-pump';
import { GapQueue } from '../runtime/gap-queue';
import type { ListenerEvent } from './listener-event';

/** What is known of a listener before it captures anything. */
export interface FeedOptions {
  readonly requestId: string;
  readonly traceId?: string | undefined;
  readonly gapOf: (count: number) => ListenerEvent;
}

interface Feed {
  readonly frame: (event: ListenerEvent) => string;
  readonly waiting: GapQueue<string>;
  /** Whether the result of its subscribe has gone out: the relay refuses what comes before. */
  isReleased: boolean;
  /** Nothing more comes; it goes when all is taken. */
  isFinished: boolean;
}

const BOUNDS_OF_ONE = { maxEvents: 500, maxChars: 8 * 1024 * 1024 };
const MAX_CHARS = 64 * 1024 * 1024;

/** Updates of all listeners on their way out: those of each in order, and listeners in turn, so that none waits for a louder one. */
export class UpdateQueue implements EventSource {
  readonly #onWaiting: () => void;
  readonly #feeds = new Map<string, Feed>();

  /** @param onWaiting Told when there is something to take. */
  constructor(onWaiting: () => void) {
    this.#onWaiting = onWaiting;
  }

  open({ requestId, traceId, gapOf }: FeedOptions): void {
    const frame = ({ updateType, emittedAt, data }: ListenerEvent): string => {
      const payload = { type: 'listener_update', updateType, emittedAt, data };
      return JSON.stringify(makeFrame('node', 'event', requestId, payload, { traceId }));
    };
    const waiting = new GapQueue<string>({
      ...BOUNDS_OF_ONE,
      charsOf: ({ length }) => length,
      gapOf: (count) => frame(gapOf(count)),
    });
    this.#feeds.set(requestId, { frame, waiting, isReleased: false, isFinished: false });
  }

  add(requestId: string, event: ListenerEvent): void {
    const feed = this.#feeds.get(requestId);
    if (feed === undefined || feed.isFinished) return;
    if (feed.waiting.isFull || this.#chars >= MAX_CHARS) feed.waiting.miss();
    else {
      const text = feed.frame(event);
      if (fitsIntoFrame(text)) feed.waiting.add(text);
      else feed.waiting.miss();
    }
    this.#onWaiting();
  }

  /** Whether updates of that listener wait for the result of its subscribe. */
  isHeld(requestId: string): boolean {
    return this.#feeds.get(requestId)?.isReleased === false;
  }

  /** The result of the subscribe has gone out. */
  release(requestId: string): void {
    const feed = this.#feeds.get(requestId);
    if (feed === undefined) return;
    feed.isReleased = true;
    this.#onWaiting();
  }

  /** Takes one last event, even when there is no room, and nothing more. */
  finish(requestId: string, last: ListenerEvent): void {
    const feed = this.#feeds.get(requestId);
    if (feed === undefined || feed.isFinished) return;
    feed.isFinished = true;
    feed.waiting.addAnyway(feed.frame(last));
    this.#onWaiting();
  }

  /** Forgets a listener and what waits of it. */
  drop(requestId: string): void {
    this.#feeds.delete(requestId);
  }

  /** Forgets all: nobody is there any more to whom they could be told. */
  clear(): void {
    this.#feeds.clear();
  }

  take(): string | undefined {
    for (const [requestId, feed] of this.#feeds) {
      const text = feed.isReleased ? feed.waiting.shift() : undefined;
      if (text !== undefined) {
        this.#moveBack(requestId, feed);
        return text;
      }
      if (feed.isReleased && feed.isFinished) this.#feeds.delete(requestId);
    }
    return undefined;
  }

  get #chars(): number {
    let chars = 0;
    for (const { waiting } of this.#feeds.values()) chars += waiting.chars;
    return chars;
  }

  #moveBack(requestId: string, feed: Feed): void {
    this.#feeds.delete(requestId);
    this.#feeds.set(requestId, feed);
  }
}
