/** What has not run for this long is over before anybody could read it, and not shown. */
const SHOW_AFTER_MS = 1_000;
/** How long a row says that something has ended; less than above, so that what comes next finds the row free. */
const LINGER_MS = 800;

interface Going {
  readonly requestId: string;
  /** ms since 1970. */
  readonly startedAt: number;
}

export type Row<T> =
  | { readonly state: 'free' }
  | { readonly state: 'running'; readonly item: T }
  | { readonly state: 'ended'; readonly item: T; readonly endedAt: number };

export interface CalmView<T> {
  readonly rows: readonly Row<T>[];
  /** How many more go on and have no row, because it would move what the pointer is at. */
  readonly more: number;
}

/** Where the pointer is: not on the page, at the rows or above them in their section, or at anything else. */
export type PointerPlace = 'away' | 'here' | 'elsewhere';

type Timers = Map<string, ReturnType<typeof setTimeout>>;

const FREE = { state: 'free' } as const;

/**
 * Rows for what goes on, which keep still: each thing stays in its row, brief things get none, and the number of rows does
 * not change while the pointer is at what stands below them. Made for useSyncExternalStore.
 */
export class CalmRows<T extends Going> {
  readonly #listeners = new Set<() => void>();
  readonly #young: Timers = new Map();
  readonly #lingering: Timers = new Map();
  #items: readonly T[] = [];
  #place: PointerPlace = 'away';
  #view: CalmView<T> = { rows: [FREE], more: 0 };

  /** Stays the same object until something else is to be seen. */
  readonly current = (): CalmView<T> => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** All that goes on now. */
  show(items: readonly T[]): void {
    this.#items = items;
    for (const requestId of this.#young.keys()) if (!this.#find(requestId)) stop(this.#young, requestId);
    for (const item of items) this.#letGrow(item);
    this.#arrange();
  }

  point(place: PointerPlace): void {
    if (place === this.#place) return;
    this.#place = place;
    this.#arrange();
  }

  close(): void {
    for (const timers of [this.#young, this.#lingering]) {
      for (const requestId of timers.keys()) stop(timers, requestId);
    }
  }

  #find(requestId: string): T | undefined {
    return this.#items.find((item) => item.requestId === requestId);
  }

  #letGrow({ requestId, startedAt }: T): void {
    // A clock that was set back must not hide anything for longer.
    const waitMs = Math.min(SHOW_AFTER_MS, startedAt + SHOW_AFTER_MS - Date.now());
    if (waitMs > 0 && !this.#young.has(requestId) && !hasRow(this.#view.rows, requestId)) {
      this.#after(waitMs, this.#young, requestId);
    }
  }

  #after(waitMs: number, timers: Timers, requestId: string): void {
    const over = (): void => {
      timers.delete(requestId);
      this.#arrange();
    };
    timers.set(requestId, setTimeout(over, waitMs));
  }

  #arrange(): void {
    const rows = this.#view.rows.map((row) => this.#renewed(row));
    let more = 0;
    for (const item of this.#items) {
      if (this.#young.has(item.requestId) || hasRow(rows, item.requestId)) continue;
      const free = rows.findIndex(({ state }) => state === 'free');
      if (free >= 0) rows[free] = { state: 'running', item };
      else if (this.#place !== 'elsewhere') rows.push({ state: 'running', item });
      else more++;
    }
    while (this.#place === 'away' && rows.length > 1 && rows.at(-1)?.state === 'free') rows.pop();
    this.#tell({ rows, more });
  }

  /** The row as it is to be now; the same object where nothing has changed. */
  #renewed(row: Row<T>): Row<T> {
    if (row.state === 'free') return row;
    const { requestId } = row.item;
    const item = this.#find(requestId);
    if (item !== undefined) {
      stop(this.#lingering, requestId);
      return row.state === 'running' && item === row.item ? row : { state: 'running', item };
    }
    if (row.state === 'ended') return this.#lingering.has(requestId) ? row : FREE;
    this.#after(LINGER_MS, this.#lingering, requestId);
    return { state: 'ended', item: row.item, endedAt: Date.now() };
  }

  #tell(view: CalmView<T>): void {
    const { rows, more } = this.#view;
    const isSame =
      more === view.more && rows.length === view.rows.length && rows.every((row, n) => row === view.rows[n]);
    if (isSame) return;
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}

function hasRow(rows: readonly Row<Going>[], requestId: string): boolean {
  return rows.some((row) => row.state !== 'free' && row.item.requestId === requestId);
}

function stop(timers: Timers, requestId: string): void {
  clearTimeout(timers.get(requestId));
  timers.delete(requestId);
}
