import { OttoError, type Envelope } from '@otto/protocol';
import { MAX_TIMER_MS, pause, unlessAborted } from '../deadline';
import { Emitter } from '../emitter';
import type { TokenKeeper } from '../tokens/token-keeper';
import { backoffMs } from './backoff';
import { Session } from './session';
import { SessionLost } from './session-lost';
import { defaultWebSocket, type WebSocketConstructor } from './web-socket';

/** `reconnecting`: it was lost and comes back by itself. `disconnected`: the next request connects. `closed`: for good. */
export type ConnectionState = 'disconnected' | 'connecting' | 'connected' | 'reconnecting' | 'closed';

export interface ConnectionOptions {
  readonly webSocketUrl: string;
  readonly webSocket?: WebSocketConstructor | undefined;
  readonly tokens: TokenKeeper;
  readonly openTimeoutMs: number;
}

export interface ConnectionEvents {
  state: ConnectionState;
  event: Envelope<Record<string, unknown>>;
}

/** Well within the time that the relay takes for one that was answered, and whose answer was lost, to come again (10 s). */
const REFRESH_TIMEOUT_MS = 5_000;

/** Keeps one session to the relay: opens it when it is first needed, and again when it was lost, until it is closed. */
export class Connection {
  readonly events = new Emitter<ConnectionEvents>();
  readonly #options: ConnectionOptions;
  readonly #closing = new AbortController();
  #state: ConnectionState = 'disconnected';
  #session: Session | undefined;
  /** The first connect, or the whole way back after a loss: however many wait, there is one. */
  #opening: Promise<Session> | undefined;
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Aborts when it is closed. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** The session that can be used right now. */
  get live(): Session | undefined {
    return this.#session?.isOpen ? this.#session : undefined;
  }

  /**
   * The live session; connects, or waits for the way back to be found.
   *
   * @throws OttoError why the first connect failed, or why there is no way back; `connection_lost` when closed. The
   *   signal's reason when that aborts.
   */
  async session(signal: AbortSignal): Promise<Session> {
    signal.throwIfAborted();
    // A socket that is closing has not told us yet: its end starts the way back.
    if (this.#session && !this.#session.isOpen) await unlessAborted(this.#session.ended, signal);
    if (this.#closing.signal.aborted) throw new OttoError('connection_lost');
    if (this.#session) return this.#session;
    return unlessAborted(this.#opening ?? this.#start('connecting', () => this.#open()), signal);
  }

  /**
   * Gives `work` the live session. Should the relay no longer accept its access token, a new one is taken and `work` is
   * called once more.
   *
   * @throws OttoError as `session` does; what `work` throws
   */
  async use<T>(signal: AbortSignal, work: (session: Session) => Promise<T>): Promise<T> {
    const session = await this.session(signal);
    try {
      return await work(session);
    } catch (error) {
      if (!(error instanceof OttoError) || error.code !== 'invalid_access_token') throw error;
      await this.renew(session);
      return work(await this.session(signal));
    }
  }

  /**
   * Takes a new access token, for the case that the relay no longer accepts this session's, and brings it to the session;
   * one that does not take it either is ended, and another comes in its place.
   */
  async renew(session: Session): Promise<void> {
    const { tokens } = this.#options;
    await tokens.renew();
    await tokens
      .use((accessToken) => session.authenticate(accessToken, REFRESH_TIMEOUT_MS))
      .catch(() => session.close());
  }

  /** Ends everything; nothing comes back. Resolves when the socket is closed, after 2 s at most. */
  async close(): Promise<void> {
    this.#closing.abort(new OttoError('connection_lost'));
    this.#become('closed');
    await this.#session?.close();
  }

  #start(state: ConnectionState, open: () => Promise<Session>): Promise<Session> {
    this.#become(state);
    const opening = open().then((session) => this.#adopt(session));
    // A log-in goes on after `close`, so that its tokens are kept; nobody waits for it.
    this.#opening = unlessAborted(opening, this.#closing.signal)
      .catch((error: unknown) => {
        this.#become('disconnected');
        throw error;
      })
      .finally(() => {
        this.#opening = undefined;
      });
    // Whoever waits gets the rejection; when nobody waits, the state has told it.
    this.#opening.catch(() => undefined);
    return this.#opening;
  }

  async #open(): Promise<Session> {
    const { webSocketUrl, tokens, openTimeoutMs } = this.#options;
    const webSocket = this.#options.webSocket ?? (await defaultWebSocket());
    const { signal } = this.#closing;
    const onEvent = (event: Envelope<Record<string, unknown>>): void => this.events.emit('event', event);
    return tokens.use((accessToken) =>
      Session.open({ webSocketUrl, webSocket, accessToken, openTimeoutMs, signal, onEvent }),
    );
  }

  async #reopen(): Promise<Session> {
    for (let attempt = 0; ; attempt += 1) {
      await pause(backoffMs(attempt), this.#closing.signal);
      try {
        return await this.#open();
      } catch (error) {
        if (!(error instanceof OttoError) || !error.retryable) throw error;
      }
    }
  }

  async #adopt(session: Session): Promise<Session> {
    if (this.#closing.signal.aborted) {
      await session.close();
      throw new OttoError('connection_lost');
    }
    this.#session = session;
    this.#become('connected');
    this.#scheduleRefresh(session);
    void session.ended.then((lost) => this.#lose(lost));
    return session;
  }

  #lose(lost: SessionLost): void {
    this.#session = undefined;
    clearTimeout(this.#refreshTimer);
    if (this.#closing.signal.aborted) return;
    if (lost.mayReturn) void this.#start('reconnecting', () => this.#reopen());
    else this.#become('disconnected');
  }

  /** Ahead of the access token's end, so that the session may stay and the way back after a loss is always open. */
  #scheduleRefresh(session: Session): void {
    const { freshForMs } = this.#options.tokens;
    if (freshForMs > MAX_TIMER_MS) return;
    this.#refreshTimer = setTimeout(() => {
      // Should it fail, the session still stands; when the relay ends that, the way back tells what is wrong.
      this.#refresh(session).catch(() => undefined);
    }, freshForMs);
  }

  async #refresh(session: Session): Promise<void> {
    const { tokens } = this.#options;
    // A request over HTTP may have been faster.
    if (tokens.freshForMs === 0)
      await tokens.renew(async (refreshToken, overHttp) => {
        try {
          return await session.refresh(refreshToken, REFRESH_TIMEOUT_MS);
        } catch (error) {
          // Requests over HTTP may wait for these tokens, and so does the way back.
          if (hasNoAnswer(error)) return overHttp(refreshToken);
          throw error;
        }
      });
    await tokens.use((accessToken) => session.authenticate(accessToken, REFRESH_TIMEOUT_MS));
    if (this.#session === session) this.#scheduleRefresh(session);
  }

  #become(state: ConnectionState): void {
    if (this.#state === state || this.#state === 'closed') return;
    this.#state = state;
    this.events.emit('state', state);
  }
}

function hasNoAnswer(error: unknown): boolean {
  return error instanceof SessionLost || (error instanceof OttoError && error.code === 'connection_lost');
}
