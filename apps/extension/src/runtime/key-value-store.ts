/** An area of chrome.storage, or a fake of one. */
export interface KeyValueStore {
  /** The whole area when no keys are named. */
  get(keys?: readonly string[]): Promise<Record<string, unknown>>;
  set(values: Readonly<Record<string, unknown>>): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}
