import { toOttoError, type RelayFeature } from '@otto/protocol';
import { delay } from '../delay';
import { showError } from '../node-status';
import { missingParts } from '../missing-parts';
import type { RelayAddress } from '../relay-address';
import { nextStep, type NextStep, type Outage, type SessionEnding } from './connection-policy';
import type { LinkReport } from './link-report';
import { Pause } from './pause';
import type { RelayHttp } from './relay-http';
import { RelaySession, type SessionOptions } from './relay-session';
import type { TokenKeeper } from './token-keeper';

/** A session that lived this long ends an outage; one that is closed at once does not. */
const SETTLED_AFTER_MS = 5_000;
const RENEWAL_RETRY_MS = 5_000;
const RESUME: RelayFeature = 'commands.resume';

export interface ConnectionOptions extends Pick<SessionOptions, 'openSocket' | 'onFrame' | 'onProbe'> {
  readonly address: RelayAddress;
  readonly nodeId: string;
  readonly capabilities: readonly string[];
  readonly tokens: TokenKeeper;
  readonly http: Pick<RelayHttp, 'refresh'>;
  readonly onReport: (report: LinkReport) => void;
  /** Which commands the node has not answered for sure, by requestId. */
  readonly unanswered: () => readonly string[];
  readonly random: () => number;
}

/** Keeps a paired node connected: one session after the other, for as long as its tokens hold. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #pause = new Pause();
  #session: RelaySession | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** Returns when the relay has said that the tokens are void, which clears them; rejects when the signal aborts. */
  async keep(signal: AbortSignal): Promise<void> {
    const { tokens, onReport } = this.#options;
    let outage = startOutage();
    onReport({ phase: 'connecting' });
    for (;;) {
      const startedAt = Date.now();
      const ending = await this.#attempt(signal);
      signal.throwIfAborted();
      if (isSettled(ending, startedAt)) outage = startOutage();
      const next = await this.#consider(ending, outage, signal);
      if (next.step === 'pair') return tokens.clear();
      outage = await this.#rest(next, outage, signal);
    }
  }

  /** Ends the wait for the next attempt. */
  retry(): void {
    this.#pause.end();
  }

  /** Whether the text was handed to an authenticated session. */
  send(text: string): boolean {
    return this.#session?.send(text) ?? false;
  }

  /** See RelaySession. */
  get backlogBytes(): number {
    return this.#session?.backlogBytes ?? 0;
  }

  async #attempt(signal: AbortSignal): Promise<SessionEnding> {
    const { address, nodeId, capabilities, tokens, onReport, unanswered } = this.#options;
    const session = new RelaySession({ ...this.#options, url: address.socketUrl });
    const over = new AbortController();
    const close = (): void => session.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      const { relayVersion, capabilities: ofRelay } = await session.hello(nodeId, capabilities);
      // What a relay says of itself is not checked before.
      const resume = Array.isArray(ofRelay) && ofRelay.includes(RESUME) ? unanswered() : undefined;
      await session.authenticate(tokens.current?.accessToken ?? '', resume);
      this.#session = session;
      const missing = missingParts(capabilities, ofRelay);
      const gaps = missing.length > 0 && { missing };
      onReport({ phase: 'connected', relayVersion, connectionId: crypto.randomUUID(), ...gaps });
      const closed = session.closed.then((code): SessionEnding => ({ kind: 'closed', code, authenticated: true }));
      return await Promise.race([closed, this.#renewWhileConnected(session, over.signal)]);
    } catch (error) {
      const refusal = toOttoError(error);
      if (refusal.code !== 'connection_lost') return { kind: 'refused', error: refusal };
      session.close();
      return { kind: 'closed', code: await session.closed, authenticated: false };
    } finally {
      this.#session = undefined;
      signal.removeEventListener('abort', close);
      over.abort();
      session.close();
    }
  }

  /** Renews the tokens again and again; ends only with the relay's refusal to do so. */
  async #renewWhileConnected(session: RelaySession, over: AbortSignal): Promise<SessionEnding> {
    const { tokens } = this.#options;
    let waitMs = tokens.renewInMs;
    for (;;) {
      await delay(waitMs, over).catch(() => new Promise<never>(() => undefined));
      try {
        const renewed = await session.refresh(tokens.current?.refreshToken ?? '');
        tokens.replace(renewed);
        await session.authenticate(renewed.accessToken);
        waitMs = Math.max(RENEWAL_RETRY_MS, tokens.renewInMs);
      } catch (error) {
        const refusal = toOttoError(error);
        if (refusal.code === 'invalid_refresh_token') return { kind: 'refused', error: refusal };
        waitMs = RENEWAL_RETRY_MS;
      }
    }
  }

  async #consider(ending: SessionEnding, outage: Outage, signal: AbortSignal): Promise<NextStep> {
    const { address, tokens, http, random, onReport } = this.#options;
    const decide = (reason: SessionEnding, at: Outage): NextStep =>
      nextStep(reason, at, address.relayUrl, Date.now(), random());
    const next = decide(ending, outage);
    if (next.step !== 'renew_tokens') return next;
    onReport({ phase: 'connecting' });
    try {
      tokens.replace(await http.refresh(tokens.current?.refreshToken ?? '', signal));
      return next;
    } catch (error) {
      signal.throwIfAborted();
      return decide({ kind: 'refused', error: toOttoError(error) }, { ...outage, renewed: true });
    }
  }

  async #rest(next: Exclude<NextStep, { step: 'pair' }>, outage: Outage, signal: AbortSignal): Promise<Outage> {
    const { onReport } = this.#options;
    switch (next.step) {
      case 'renew_tokens':
        return { ...outage, renewed: true };
      case 'halt':
        onReport({ phase: 'halted', error: showError(next.error) });
        await this.#pause.untilEnded(signal);
        return startOutage();
      case 'reconnect':
        onReport({ phase: 'connecting', error: showError(next.error) });
        await this.#pause.for(next.delayMs, signal);
        return { ...outage, attempts: outage.attempts + 1 };
    }
  }
}

function startOutage(): Outage {
  return { since: Date.now(), attempts: 0, renewed: false };
}

function isSettled(ending: SessionEnding, startedAt: number): boolean {
  return ending.kind === 'closed' && ending.authenticated && Date.now() - startedAt >= SETTLED_AFTER_MS;
}
