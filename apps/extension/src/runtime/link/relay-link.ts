import { LIMITS, OttoError, isRecord, toOttoError, type Envelope, type TokenPair } from '@otto/protocol';
import { showError } from '../node-status';
import { parseRelayUrl } from '../relay-address';
import { EventGate } from './event-gate';
import type { FromLink, LinkConfig } from './link-messages';
import type { LinkReport } from './link-report';
import { LinkRun } from './link-run';
import { Outbox } from './outbox';
import type { Challenge } from './pairing-machine';
import type { RelayHttp } from './relay-http';
import type { OpenSocket } from './socket';
import { TokenKeeper } from './token-keeper';

export interface LinkPorts {
  readonly openSocket: OpenSocket;
  /** @param baseUrl `http(s)://host:port` */
  readonly http: (baseUrl: string) => RelayHttp;
  /** Reports, and what has to be stored. */
  readonly tell: (message: FromLink) => void;
  /** Commands, cancels and events. */
  readonly onFrame: (frame: Envelope) => void;
  /** The commands that the worker has not answered, by requestId. */
  readonly running: () => readonly string[];
  readonly random?: () => number;
}

/**
 * Keeps the node paired with and connected to the relay that it is configured for, for as long as the user wants that.
 * Lives in the offscreen document, because a service worker may end at any moment.
 */
export class RelayLink {
  readonly #ports: LinkPorts;
  readonly #outbox = new Outbox();
  readonly #gate: EventGate;
  #config: LinkConfig | undefined;
  /** Aborts when relay or node are others. */
  #identity = new AbortController();
  #tokens: TokenKeeper | undefined;
  #pending: Challenge | undefined;
  #run: LinkRun | undefined;
  #report: LinkReport | undefined;

  constructor(ports: LinkPorts) {
    this.#ports = ports;
    const send = (text: string): boolean => this.#run?.send(text) ?? false;
    const backlogBytes = (): number => this.#run?.backlogBytes ?? 0;
    this.#gate = new EventGate({ send, backlogBytes });
  }

  /**
   * Starts over where relay or node changed, or the wish of a paired node to be connected; otherwise only says again where the link is. Stored
   * tokens and challenge count for a new identity alone: while the link lives, it holds newer ones.
   */
  configure(config: LinkConfig): void {
    const before = this.#config;
    this.#config = config;
    const isSameIdentity = before?.relayUrl === config.relayUrl && before?.nodeId === config.nodeId;
    const { connect } = config;
    if (isSameIdentity && (before?.connect === connect || this.#run?.want(connect))) return this.#tellReport();
    this.#run?.stop();
    this.#run = undefined;
    if (!isSameIdentity) this.#forgetIdentity();
    // What is meant for one relay is none of another's business.
    if (before !== undefined && !isSameIdentity) this.#outbox.clear();
    if (config.relayUrl === undefined) return this.#show({ phase: 'unconfigured' });
    this.#tokens ??= this.#adopt(config, config.relayUrl);
    this.#start(config, config.relayUrl, this.#tokens);
  }

  /** Ends the current wait, or a halt, and tries again at once. */
  retry(): void {
    this.#run?.retry();
  }

  /** Gives the pending pairing code up for another. */
  newCode(): void {
    this.#run?.newCode();
  }

  /** Renews the tokens before their time and tells how that went: only the link rotates them, so that none is used twice. */
  async renew(): Promise<void> {
    try {
      this.#ports.tell({ type: 'renewed', ...(await this.#renewed()) });
    } catch (error) {
      this.#ports.tell({ type: 'not_renewed', error: showError(toOttoError(error)) });
    }
  }

  /** Sends events if the node is connected, as fast as the connection takes them; drops them otherwise. */
  pass(texts: readonly string[]): Promise<void> {
    return this.#gate.pass(texts);
  }

  /** Sends the terminal frame of a command now, or when the node is connected again. */
  answer(requestId: string, text: string): void {
    this.#outbox.add(requestId, text);
    this.#flush();
  }

  #flush(): void {
    this.#outbox.flush((waiting) => this.#run?.send(waiting) ?? false);
  }

  async #renewed(): Promise<{ relayUrl: string; tokens: TokenPair }> {
    const [keeper, relayUrl, { signal }] = [this.#tokens, this.#config?.relayUrl, this.#identity];
    if (keeper?.current === undefined || relayUrl === undefined) throw new OttoError('unauthenticated');
    const { refreshToken } = keeper.current;
    const fresh = await this.#ports.http(parseRelayUrl(relayUrl).httpUrl).refresh(refreshToken, signal);
    signal.throwIfAborted();
    // They may have been renewed in their own time meanwhile.
    if (keeper.current?.refreshToken === refreshToken) keeper.replace(fresh);
    if (keeper.current === undefined) throw new OttoError('unauthenticated');
    return { relayUrl, tokens: keeper.current };
  }

  #forgetIdentity(): void {
    this.#identity.abort(new OttoError('unauthenticated'));
    this.#identity = new AbortController();
    this.#tokens = undefined;
  }

  #hear(frame: Envelope): void {
    const resumed = resumedBy(frame);
    if (resumed === undefined) return this.#ports.onFrame(frame);
    this.#outbox.resume(resumed);
    this.#flush();
  }

  #adopt({ tokens, pairing }: LinkConfig, relayUrl: string): TokenKeeper {
    this.#pending = pairing;
    return new TokenKeeper(tokens, (changed) =>
      this.#ports.tell({ type: 'tokens', relayUrl, tokens: changed ?? null }),
    );
  }

  #start(config: LinkConfig, relayUrl: string, tokens: TokenKeeper): void {
    const address = parseRelayUrl(relayUrl);
    const { openSocket, http, running, random = Math.random } = this.#ports;
    const run = (this.#run = new LinkRun({
      config: { ...config, pairing: this.#pending },
      address,
      tokens,
      http: http(address.httpUrl),
      openSocket,
      random,
      onFrame: (frame) => this.#hear(frame),
      onProbe: () => this.#outbox.probe(),
      unanswered: () => [...running(), ...this.#outbox.requestIds].slice(-LIMITS.resumedCommands),
      onReport: (report) => this.#show(report),
      onPending: (challenge) => this.#remember(challenge, relayUrl),
    }));
    run.live().catch((error: unknown) => {
      if (this.#run === run) this.#show({ phase: 'halted', error: showError(toOttoError(error)) });
    });
  }

  #remember(challenge: Challenge | undefined, relayUrl: string): void {
    if (this.#pending?.challengeId === challenge?.challengeId) return;
    this.#pending = challenge;
    this.#ports.tell({ type: 'pairing', relayUrl, pairing: challenge ?? null });
  }

  #show(report: LinkReport): void {
    const isNews = JSON.stringify(report) !== JSON.stringify(this.#report);
    this.#report = report;
    if (isNews) this.#tellReport();
    if (report.phase === 'connected') this.#flush();
    else this.#outbox.lost();
  }

  #tellReport(): void {
    if (this.#report !== undefined) this.#ports.tell({ type: 'report', report: this.#report });
  }
}

/** Undefined for every other frame. */
function resumedBy({ messageType, payload }: Envelope): string[] | undefined {
  if (messageType !== 'event' || !isRecord(payload) || payload.type !== 'commands_resumed') return undefined;
  return Array.isArray(payload.requestIds) ? payload.requestIds.map(String) : [];
}
