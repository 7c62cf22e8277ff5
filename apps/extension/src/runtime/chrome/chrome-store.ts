import type { KeyValueStore } from '../key-value-store';

/** An area of chrome.storage. */
export function chromeStore(area: chrome.storage.StorageArea): KeyValueStore {
  return {
    get: (keys) => area.get(keys === undefined ? null : [...keys]),
    set: (values) => area.set({ ...values }),
    remove: (keys) => area.remove([...keys]),
  };
}
