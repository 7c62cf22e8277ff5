import { randomBytes } from 'node:crypto';

/** Names entries: unique across starts of the process, and counting up within one. */
export class EntryIds {
  readonly #prefix = `log_${randomBytes(9).toString('base64url')}.`;
  #sequence = 0;

  next(): { id: string; sequence: number } {
    const sequence = this.#sequence++;
    return { id: this.#prefix + sequence.toString(36), sequence };
  }

  /** The sequence number of an id of this process; undefined for those of earlier ones. */
  sequenceOf(id: string): number | undefined {
    return id.startsWith(this.#prefix) ? Number.parseInt(id.slice(this.#prefix.length), 36) : undefined;
  }
}
