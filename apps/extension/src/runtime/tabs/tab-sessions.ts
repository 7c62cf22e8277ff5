import { isRecord } from '@otto/protocol';
import type { KeyValueStore } from '../key-value-store';

/** A tab that Otto manages, under the name by which controllers know it. */
export interface TabSession {
  readonly tabSessionId: string;
  readonly tabId: number;
  /** The client that opened it; missing when the relay did. */
  readonly clientId?: string | undefined;
  /** Stays open when its client goes away. */
  readonly retain: boolean;
  /** Was put into the automation group, so that leaving it means something. */
  readonly grouped: boolean;
  /** Opened by a command that is still running and owns it: nobody else can use it, and it ends with the command. */
  readonly provisional: boolean;
}

const STORED_AS = 'tabSessions';
const ENDED_STORED_AS = 'endedTabSessions';
const MAX_ENDED = 500;

/** All tab sessions, kept in chrome.storage.session so that they outlive the worker. */
export class TabSessions {
  readonly #store: KeyValueStore;
  readonly #sessions: Map<string, TabSession>;
  readonly #ended: Set<string>;

  private constructor(store: KeyValueStore, sessions: TabSession[], ended: string[]) {
    this.#store = store;
    this.#sessions = new Map(sessions.map((session) => [session.tabSessionId, session]));
    this.#ended = new Set(ended);
  }

  static async restore(store: KeyValueStore): Promise<TabSessions> {
    const { [STORED_AS]: sessions, [ENDED_STORED_AS]: ended } = await store.get([STORED_AS, ENDED_STORED_AS]);
    return new TabSessions(
      store,
      Array.isArray(sessions) ? sessions.filter(isTabSession) : [],
      Array.isArray(ended) ? ended.filter((id) => typeof id === 'string') : [],
    );
  }

  get all(): TabSession[] {
    return [...this.#sessions.values()];
  }

  find(tabSessionId: string): TabSession | undefined {
    return this.#sessions.get(tabSessionId);
  }

  /** Whether there was such a session, as far back as the node remembers. */
  hasEnded(tabSessionId: string): boolean {
    return this.#ended.has(tabSessionId);
  }

  add(tabId: number, owner: Pick<TabSession, 'clientId' | 'retain'>): TabSession {
    const tabSessionId = `ts_${crypto.randomUUID().replaceAll('-', '')}`;
    const session = { tabSessionId, tabId, ...owner, grouped: false, provisional: true };
    this.#put(session);
    return session;
  }

  /** Does nothing for a session that has ended meanwhile. */
  change(tabSessionId: string, changes: Partial<Pick<TabSession, 'grouped' | 'provisional'>>): void {
    const session = this.#sessions.get(tabSessionId);
    if (session !== undefined) this.#put({ ...session, ...changes });
  }

  end(tabSessionId: string): void {
    if (!this.#sessions.delete(tabSessionId)) return;
    this.#ended.add(tabSessionId);
    const [oldest] = this.#ended;
    if (this.#ended.size > MAX_ENDED && oldest !== undefined) this.#ended.delete(oldest);
    this.#save();
  }

  #put(session: TabSession): void {
    this.#sessions.set(session.tabSessionId, session);
    this.#save();
  }

  /** Not waited for: the browser applies it even when the worker ends right afterwards. */
  #save(): void {
    void this.#store.set({ [STORED_AS]: this.all, [ENDED_STORED_AS]: [...this.#ended] });
  }
}

function isTabSession(value: unknown): value is TabSession {
  return (
    isRecord(value) &&
    typeof value.tabSessionId === 'string' &&
    typeof value.tabId === 'number' &&
    typeof value.retain === 'boolean' &&
    typeof value.grouped === 'boolean' &&
    typeof value.provisional === 'boolean'
  );
}
