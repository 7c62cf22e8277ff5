type Area = 'local' | 'session';

/** One value of chrome.storage, followed through its changes. Made for useSyncExternalStore. */
export class StoredValue<T> {
  readonly #listeners = new Set<() => void>();
  #value: T | undefined;
  #isLoaded = false;

  constructor(
    private readonly area: Area,
    private readonly key: string,
  ) {}

  /** The last known value; undefined before the first reading and when there is none. Stays the same object until it changes. */
  readonly current = (): T | undefined => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) this.#start();
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) chrome.storage[this.area].onChanged.removeListener(this.#onChanged);
    };
  };

  #start(): void {
    // Listens first: a change during the reading must not be overwritten by what was read.
    chrome.storage[this.area].onChanged.addListener(this.#onChanged);
    void chrome.storage[this.area].get(this.key).then((stored: Record<string, unknown>) => {
      if (!this.#isLoaded) this.#set(stored[this.key]);
    });
  }

  readonly #onChanged = (changes: Record<string, chrome.storage.StorageChange>): void => {
    const change = changes[this.key];
    if (change) this.#set(change.newValue);
  };

  #set(value: unknown): void {
    this.#value = value as T | undefined;
    this.#isLoaded = true;
    for (const listener of this.#listeners) listener();
  }
}
