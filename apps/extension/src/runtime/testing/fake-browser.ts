import type { BrowserTab, BrowserTabs, PageEvent } from '../tabs/browser-tabs';

type Mutable = { -readonly [K in keyof BrowserTab]: BrowserTab[K] };

/** Tabs in memory. Nothing loads by itself: the spec says what becomes of each page. */
export class FakeBrowser implements BrowserTabs {
  readonly tabs = new Map<number, Mutable>();
  readonly #listeners = new Set<(event: PageEvent) => void>();
  readonly #regrouped = new Set<(tabId: number) => void>();
  readonly #parsed = new Map<number, () => void>();
  #lastId = 0;
  /** What the browser refuses at the moment, with its reason. */
  readonly refuses = new Map<keyof BrowserTabs, string>();
  /** What is known of whether the user has touched the pages. */
  touched: boolean | undefined = false;
  /** Whose question was silenced. */
  readonly silenced: number[] = [];
  /** Called when a tab was created or sent elsewhere, so that a spec can let the page arrive. */
  onOrder: (tabId: number, url: string) => void = () => undefined;

  get listeners(): number {
    return this.#listeners.size + this.#regrouped.size;
  }

  create(url: string): Promise<BrowserTab> {
    const refusal = this.#refusal('create');
    if (refusal !== undefined) return refusal;
    const tabId = ++this.#lastId;
    const tab = { tabId, url: '', pendingUrl: url, title: '', status: 'loading' as const, isActive: false };
    this.tabs.set(tabId, tab);
    const created = { ...tab };
    this.onOrder(tabId, url);
    return Promise.resolve(created);
  }

  find(tabId: number): Promise<BrowserTab | undefined> {
    const tab = this.tabs.get(tabId);
    return Promise.resolve(tab && { ...tab });
  }

  inGroup(groupId: number): Promise<BrowserTab[]> {
    return Promise.resolve([...this.tabs.values()].filter((tab) => tab.groupId === groupId));
  }

  navigate(tabId: number, url: string): Promise<void> {
    const tab = this.tabs.get(tabId);
    if (tab === undefined) return Promise.reject(new Error(`No tab with id: ${tabId}.`));
    tab.pendingUrl = url;
    tab.status = 'loading';
    this.tell({ type: 'started', tabId, url });
    this.onOrder(tabId, url);
    return Promise.resolve();
  }

  close(tabId: number): Promise<boolean> {
    const wasThere = this.tabs.delete(tabId);
    if (wasThere) this.tell({ type: 'closed', tabId });
    return Promise.resolve(wasThere);
  }

  silenceQuestion(tabId: number): Promise<void> {
    this.silenced.push(tabId);
    return Promise.resolve();
  }

  wasTouched(): Promise<boolean | undefined> {
    return Promise.resolve(this.touched);
  }

  group(tabId: number, groupId?: number): Promise<number> {
    const refusal = this.#refusal('group');
    if (refusal !== undefined) return refusal;
    const tab = this.tabs.get(tabId);
    if (tab === undefined) return Promise.reject(new Error(`No tab with id: ${tabId}.`));
    const exists = groupId !== undefined && [...this.tabs.values()].some((other) => other.groupId === groupId);
    tab.groupId = exists ? groupId : 1000 + ++this.#lastId;
    return Promise.resolve(tab.groupId);
  }

  untilParsed(tabId: number): Promise<void> {
    return new Promise((resolve) => this.#parsed.set(tabId, resolve));
  }

  onEvent(listener: (event: PageEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onRegrouped(listener: (tabId: number) => void): () => void {
    this.#regrouped.add(listener);
    return () => this.#regrouped.delete(listener);
  }

  /** The user moves a tab into another group, or out of all. */
  regroup(tabId: number, groupId?: number): void {
    this.#change(tabId, { groupId });
    for (const listener of [...this.#regrouped]) listener(tabId);
  }

  tell(event: PageEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** The document of the pending navigation is there. */
  commit(tabId: number, url = this.tabs.get(tabId)?.pendingUrl ?? ''): void {
    this.#change(tabId, { url, pendingUrl: undefined });
    this.tell({ type: 'committed', tabId, url });
  }

  parse(tabId: number): void {
    this.#parsed.get(tabId)?.();
    this.tell({ type: 'parsed', tabId, url: this.tabs.get(tabId)?.url ?? '' });
  }

  load(tabId: number, url?: string): void {
    this.commit(tabId, url);
    this.parse(tabId);
    this.#change(tabId, { status: 'complete', title: 'A page' });
    this.tell({ type: 'loaded', tabId, url: this.tabs.get(tabId)?.url ?? '' });
  }

  /** A viewer has taken the place of the document: nothing more is told of that. */
  view(tabId: number): void {
    this.#change(tabId, { pendingUrl: undefined, status: 'complete' });
    this.tell({ type: 'rested', tabId, url: this.tabs.get(tabId)?.url ?? '' });
  }

  fail(tabId: number, reason: string): void {
    const url = this.tabs.get(tabId)?.pendingUrl ?? '';
    this.#change(tabId, { url, pendingUrl: undefined });
    this.tell({ type: 'failed', tabId, url, reason });
  }

  /** An answer without a document: a download, or "204 No Content". */
  abort(tabId: number): void {
    const url = this.tabs.get(tabId)?.pendingUrl ?? '';
    this.#change(tabId, { pendingUrl: undefined });
    this.tell({ type: 'aborted', tabId, url, reason: 'net::ERR_ABORTED' });
  }

  #change(tabId: number, changes: Partial<Mutable>): void {
    const tab = this.tabs.get(tabId);
    if (tab !== undefined) Object.assign(tab, changes);
  }

  #refusal(method: keyof BrowserTabs): Promise<never> | undefined {
    const reason = this.refuses.get(method);
    return reason === undefined ? undefined : Promise.reject(new Error(reason));
  }
}
