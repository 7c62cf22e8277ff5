import type { DebuggerSessions } from '../../runtime/debugger/debugger-sessions';
import type { DebuggerEvent, DebuggerHold } from '../../runtime/debugger/tab-debugger';
import { untilAborted } from '../../runtime/until-aborted';
import { DomainSwitch, type DomainNeeds } from './domain-switch';
import { FetchWatch } from './fetch-watch';
import { NetworkWatch } from './network-watch';
import { PageParts } from './page-parts';
import type { ResponseHead, Sighting } from './sighting';
import { interestedIn, type TrafficTap } from './traffic-tap';

/** The traffic of one tab, read once for all who tap it. */
export class TabTraffic {
  readonly #taps = new Set<TrafficTap>();
  readonly #ready: Promise<DebuggerHold>;
  readonly #given = new AbortController();
  readonly #onOver: () => void;
  readonly #network: NetworkWatch;
  readonly #fetch: FetchWatch;
  #parts: PageParts<DomainSwitch> | undefined;

  /** @param onOver Told once when nobody taps it any more, or nobody can. */
  constructor(debuggers: DebuggerSessions, tabId: number, onOver: () => void) {
    this.#onOver = onOver;
    const send = async (method: string, params: object, sessionId?: string): Promise<unknown> =>
      (await this.#ready).send(method, params, sessionId);
    const onSighting = (sighting: Sighting): void => this.#deliver(sighting);
    this.#network = new NetworkWatch({
      send,
      isWanted: (url) => this.#of('network', 'hybrid').some(({ rules }) => rules.wantsUrl(url)),
      wantsBody: (head) => this.#wantsBody(head, this.#of('network', 'hybrid')),
      onSighting,
    });
    this.#fetch = new FetchWatch({
      send,
      // What may have no end is left to the Network domain by those who listen to both.
      wantsBody: (head, hasKnownEnd) =>
        this.#wantsBody(head, this.#of('fetch', 'hybrid'), ({ mode }) => mode === 'fetch' || hasKnownEnd),
      onSighting,
    });
    this.#ready = debuggers.hold(tabId, this.#given.signal);
    this.#ready.then(
      (hold) => this.#begin(hold),
      () => this.#end(),
    );
  }

  /** Resolves when the tap misses nothing any more. Throws DebuggerFailure, or the signal's reason. */
  async add(tap: TrafficTap, signal: AbortSignal): Promise<void> {
    this.#taps.add(tap);
    try {
      await untilAborted(this.#ready, signal);
      await untilAborted(this.#switch(), signal);
    } catch (error) {
      void this.remove(tap);
      throw error;
    }
  }

  async remove(tap: TrafficTap): Promise<void> {
    if (!this.#taps.delete(tap)) return;
    // A page that is busy takes its time to answer; nobody needs to wait for that.
    this.#switch().catch(() => undefined);
    if (this.#taps.size > 0) return;
    this.#end();
    const hold = await this.#ready.catch(() => undefined);
    this.#parts?.leave();
    await hold?.release();
  }

  #begin(hold: DebuggerHold): void {
    const parts = new PageParts({
      send: (method, params, sessionId) => hold.send(method, params, sessionId),
      open: (send) => new DomainSwitch(send),
      onNew: (part) => void part.set(this.#needs()).catch(() => undefined),
    });
    this.#parts = parts;
    hold.onEvent((event: DebuggerEvent) => {
      parts.hear(event);
      this.#network.hear(event);
      this.#fetch.hear(event);
    });
    hold.onLost((reason) => this.#lose(reason));
    parts.enter();
  }

  /** The page itself has to follow; its parts come and go, and do so when they can. */
  async #switch(): Promise<void> {
    const [page, ...others] = this.#parts?.all ?? [];
    const needs = this.#needs();
    for (const part of others) part.set(needs).catch(() => undefined);
    await page?.set(needs);
  }

  #needs(): DomainNeeds {
    return {
      network: this.#of('network', 'hybrid').length > 0,
      pause: this.#of('fetch', 'hybrid').flatMap(({ rules }) => rules.pausePatterns),
    };
  }

  #of(...modes: TrafficTap['mode'][]): TrafficTap[] {
    return [...this.#taps].filter(({ mode }) => modes.includes(mode));
  }

  #wantsBody(
    head: ResponseHead,
    taps: readonly TrafficTap[],
    isWorthIt: (tap: TrafficTap) => boolean = () => true,
  ): boolean | undefined {
    const interested = interestedIn(taps, head);
    if (interested.length === 0) return undefined;
    return interested.some((tap) => tap.includeBody && isWorthIt(tap));
  }

  #deliver(sighting: Sighting): void {
    for (const tap of interestedIn(this.#of(sighting.source, 'hybrid'), sighting)) tap.see(sighting);
  }

  #lose(reason: string): void {
    const taps = [...this.#taps];
    this.#taps.clear();
    this.#end();
    for (const tap of taps) tap.lost(reason);
  }

  #end(): void {
    this.#given.abort(new Error('nobody taps the tab any more'));
    this.#onOver();
  }
}
