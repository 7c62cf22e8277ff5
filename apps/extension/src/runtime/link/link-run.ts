import { showError } from '../node-status';
import { Connection, type ConnectionOptions } from './connection';
import type { LinkConfig } from './link-messages';
import { PairingDriver } from './pairing-driver';
import type { Challenge, PairingState } from './pairing-machine';
import type { RelayHttp } from './relay-http';

export interface LinkRunOptions extends Omit<ConnectionOptions, 'nodeId' | 'capabilities' | 'http'> {
  readonly config: LinkConfig;
  readonly http: RelayHttp;
  readonly onPending: (challenge: Challenge | undefined) => void;
}

/** The life of the link under one configuration: pair where there are no tokens, then connect if the user wants that. */
export class LinkRun {
  readonly #options: LinkRunOptions;
  readonly #stopped = new AbortController();
  readonly #connection: Connection;
  readonly #pairing: PairingDriver;
  #isPairing = false;
  #wantsConnection: boolean;

  constructor(options: LinkRunOptions) {
    this.#options = options;
    const { nodeId, capabilities, connect } = options.config;
    this.#wantsConnection = connect;
    this.#connection = new Connection({ ...options, nodeId, capabilities });
    this.#pairing = new PairingDriver(options.http, options.random);
  }

  /** Goes on until stopped; returns early only when paired and not wanted to connect. */
  async live(): Promise<void> {
    const { config, tokens, onReport, onPending } = this.#options;
    const { signal } = this.#stopped;
    let pending = config.pairing;
    for (;;) {
      if (tokens.current === undefined) {
        this.#isPairing = true;
        tokens.replace(await this.#pairing.pair({ nodeId: config.nodeId, pending, signal, onState: this.#onPairing }));
        this.#isPairing = false;
        // Only now that the tokens are on their way into storage: until then the challenge can give them once more.
        onPending(undefined);
      }
      pending = undefined;
      if (!this.#wantsConnection) return onReport({ phase: 'disconnected' });
      await this.#connection.keep(signal);
    }
  }

  /** Whether the changed wish could be taken over: while it pairs it can, since a node has to be paired in either case. */
  want(connect: boolean): boolean {
    if (this.#isPairing) this.#wantsConnection = connect;
    return this.#isPairing;
  }

  stop(): void {
    this.#stopped.abort();
  }

  retry(): void {
    this.#connection.retry();
    this.#pairing.hurry();
  }

  newCode(): void {
    this.#pairing.requestNewCode();
  }

  send(text: string): boolean {
    return this.#connection.send(text);
  }

  /** See RelaySession. */
  get backlogBytes(): number {
    return this.#connection.backlogBytes;
  }

  readonly #onPairing = (state: PairingState): void => {
    const { onReport, onPending } = this.#options;
    if (state.step === 'paired') return;
    onPending(state.step === 'wait' ? state.challenge : undefined);
    const error = state.error && { error: showError(state.error) };
    if (state.step === 'request') return onReport({ phase: 'requesting_code', ...error });
    const { code, expiresAt } = state.challenge;
    onReport({ phase: 'waiting_for_approval', code, expiresAt, ...error });
  };
}
