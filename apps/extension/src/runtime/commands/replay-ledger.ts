import { isRecord } from '@otto/protocol';
import type { KeyValueStore } from '../key-value-store';
import type { Command } from './command';
import type { Terminal } from './terminal';

/** What became of a command that was seen before; without `terminal` it was running when it was last heard of. */
export interface LedgerEntry {
  /** ms since 1970. */
  readonly at: number;
  readonly terminal?: Terminal | undefined;
}

const PREFIX = 'replay:';
const MAX_ENTRIES = 1000;
const MAX_CHARS = 4 * 1024 * 1024;
/** A larger answer is not kept: reading again is cheaper, and what must not be done again is only known to have been done. */
const MAX_ANSWER_CHARS = 256 * 1024;
/** As long as a command can take at most. */
const MAX_AGE_MS = 10 * 60_000;
/** Controllers may use a requestId again once its command has ended; only a frame that is repeated soon is a repetition. */
const MAX_AGE_BY_REQUEST_ID_MS = 60_000;

/**
 * Remembers how commands ended, so that one that is sent again is not run again. Entries that are `durable` are in
 * chrome.storage.session too: what must not happen twice must not happen twice after a death of the worker either.
 */
export class ReplayLedger {
  readonly #store: KeyValueStore;
  readonly #clock: () => number;
  /** In order of age. */
  readonly #entries: Map<string, LedgerEntry>;
  readonly #stored: Set<string>;
  #chars = 0;

  private constructor(store: KeyValueStore, clock: () => number, stored: [string, LedgerEntry][]) {
    this.#store = store;
    this.#clock = clock;
    this.#entries = new Map(stored);
    this.#stored = new Set(this.#entries.keys());
    for (const [, entry] of stored) this.#chars += sizeOf(entry);
  }

  static async restore(store: KeyValueStore, clock: () => number = Date.now): Promise<ReplayLedger> {
    const stored = Object.entries(await store.get())
      .filter(([key]) => key.startsWith(PREFIX))
      .flatMap(([key, entry]): [string, LedgerEntry][] => (isEntry(entry) ? [[key.slice(PREFIX.length), entry]] : []))
      .sort(([, a], [, b]) => a.at - b.at);
    return new ReplayLedger(store, clock, stored);
  }

  get size(): number {
    return this.#entries.size;
  }

  find(key: string): LedgerEntry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || this.#clock() - entry.at > maxAge(key, entry)) return undefined;
    return entry;
  }

  /** Notes that a command runs that must not run twice. Resolves when that is safe from the worker's death. */
  async begin(key: string): Promise<void> {
    this.#keep(key, { at: this.#clock() });
    await this.#save(key);
  }

  end(key: string, terminal: Terminal, isDurable: boolean): void {
    const isSmall = terminal.payloadText.length <= MAX_ANSWER_CHARS;
    if (!isSmall && !isDurable) return;
    this.#keep(key, { at: this.#clock(), ...(isSmall && { terminal }) });
    if (isDurable) void this.#save(key);
  }

  #keep(key: string, entry: LedgerEntry): void {
    this.#drop(key);
    this.#entries.set(key, entry);
    this.#chars += sizeOf(entry);
    for (const [oldest, { at }] of this.#entries) {
      const isOver = this.#entries.size > MAX_ENTRIES || this.#chars > MAX_CHARS || this.#clock() - at > MAX_AGE_MS;
      if (!isOver) return;
      this.#drop(oldest);
      if (this.#stored.delete(oldest)) void this.#store.remove([PREFIX + oldest]);
    }
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) this.#chars -= sizeOf(entry);
    this.#entries.delete(key);
  }

  async #save(key: string): Promise<void> {
    this.#stored.add(key);
    // A full storage area must not keep commands from running; it only shortens the memory.
    await this.#store.set({ [PREFIX + key]: this.#entries.get(key) }).catch(() => this.#stored.delete(key));
  }
}

/** By what a repetition is known: its key, or its requestId where it is the very same command. */
export function replayKey({
  clientId = '',
  idempotencyKey,
  requestId,
  action,
  tabSessionId,
  payload,
}: Command): string {
  // A subscription lives under its requestId, and ends with its connection: under another one it is another one.
  if (idempotencyKey !== undefined && action !== 'listener.subscribe')
    return `key ${clientId} ${action} ${idempotencyKey}`;
  return `id ${clientId} ${action} ${requestId} ${fingerprint(JSON.stringify([tabSessionId, payload]))}`;
}

function maxAge(key: string, { terminal }: LedgerEntry): number {
  return key.startsWith('id ') && terminal !== undefined ? MAX_AGE_BY_REQUEST_ID_MS : MAX_AGE_MS;
}

/** FNV-1a; only tells unlike payloads under one requestId apart, so 32 bits are plenty. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

function sizeOf({ terminal }: LedgerEntry): number {
  return terminal?.payloadText.length ?? 0;
}

function isEntry(value: unknown): value is LedgerEntry {
  if (!isRecord(value) || typeof value.at !== 'number') return false;
  return value.terminal === undefined || (isRecord(value.terminal) && typeof value.terminal.payloadText === 'string');
}
