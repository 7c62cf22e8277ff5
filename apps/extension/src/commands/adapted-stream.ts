import type { DomainObject, NetworkUpdate } from '@otto/protocol';
import type { AdapterOptions, StreamAdapter } from './stream-adapter';

/** A site tells the same again after a reconnect or when the page loads anew; this far back that is noticed. */
const MAX_REMEMBERED = 5_000;

/** What one listener tells through an adapter: every event once, however often the site repeats it. */
export class AdaptedStream {
  readonly #adapter: StreamAdapter;
  readonly #options: AdapterOptions;
  readonly #seen = new Set<string>();

  constructor(adapter: StreamAdapter, options: AdapterOptions) {
    this.#adapter = adapter;
    this.#options = options;
  }

  /** The domain objects of a captured response that were not told before. */
  take(update: NetworkUpdate): DomainObject[] {
    return this.#adapter.adapt(update, this.#options).filter((object) => this.#isNew(object));
  }

  #isNew(object: DomainObject): boolean {
    const key = identityOf(object);
    const isNew = !this.#seen.delete(key);
    this.#seen.add(key);
    const [oldest] = this.#seen;
    if (this.#seen.size > MAX_REMEMBERED && oldest !== undefined) this.#seen.delete(oldest);
    return isNew;
  }
}

/** By the site's own id of the event, or of the object and its edition; by all that it says where it has neither. */
function identityOf(object: DomainObject): string {
  if ('eventId' in object && object.eventId !== undefined) return `${object.kind} ${object.eventId}`;
  if (!('id' in object)) return JSON.stringify(object);
  return `${object.kind} ${object.id} ${'editedAt' in object ? object.editedAt : ''}`;
}
