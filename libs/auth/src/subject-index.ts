/**
 * The families of each client and node, the least recently used first. It may name families that have ended, never too few
 * of those that live: a family is added before its commit and taken out after its removal is durable.
 */
export class SubjectIndex {
  readonly #families = new Map<string, Set<string>>();

  /** Adds a family, or notes that it was used just now. */
  touch(subject: string, familyId: string): void {
    const families = this.#families.get(subject) ?? new Set<string>();
    families.delete(familyId);
    families.add(familyId);
    this.#families.set(subject, families);
  }

  of(subject: string): ReadonlySet<string> {
    return this.#families.get(subject) ?? new Set();
  }

  remove(subject: string, familyId: string): void {
    const families = this.#families.get(subject);
    families?.delete(familyId);
    if (families?.size === 0) this.#families.delete(subject);
  }
}
