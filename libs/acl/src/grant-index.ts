/**
 * The keys of the grants of each client or node. It may name grants that are gone, never too few of those that are there: a
 * key is added before its commit and taken out after its removal is durable.
 */
export class GrantIndex {
  readonly #keys = new Map<string, Set<string>>();

  add(owner: string, key: string): void {
    const keys = this.#keys.get(owner) ?? new Set<string>();
    this.#keys.set(owner, keys.add(key));
  }

  of(owner: string): ReadonlySet<string> {
    return this.#keys.get(owner) ?? new Set();
  }

  remove(owner: string, key: string): void {
    const keys = this.#keys.get(owner);
    keys?.delete(key);
    if (keys?.size === 0) this.#keys.delete(owner);
  }
}
