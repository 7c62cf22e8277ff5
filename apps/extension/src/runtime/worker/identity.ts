import { CHALLENGE_ID_PATTERN, NODE_ID_PATTERN, isRecord, type TokenPair } from '@otto/protocol';
import type { KeyValueStore } from '../key-value-store';
import type { Challenge } from '../link/pairing-machine';
import { parseRelayUrl } from '../relay-address';

/** Who the node is and what its user wants, from chrome.storage.local. */
export interface Identity {
  readonly nodeId: string;
  /** `ws(s)://host:port`; missing when none is set, or when what is set is no such address. */
  readonly relayUrl?: string | undefined;
  readonly connect: boolean;
  /** Of that relay; tokens of another are not looked at. */
  readonly tokens?: TokenPair | undefined;
  readonly pairing?: Challenge | undefined;
  readonly logStream: boolean;
}

const KEYS = ['nodeId', 'relayUrl', 'connect', 'tokens', 'pairing', 'logStream'] as const;

/**
 * The node's identity and settings. `relayUrl` and `connect` may also be set from outside (`otto node start` does), so
 * everything is read anew each time and checked.
 */
export class IdentityStore {
  readonly #store: KeyValueStore;
  #naming: Promise<string> | undefined;

  constructor(store: KeyValueStore) {
    this.#store = store;
  }

  /** Whether a change of these keys can change the identity. */
  static isAbout(keys: readonly string[]): boolean {
    return keys.some((key) => (KEYS as readonly string[]).includes(key));
  }

  async read(): Promise<Identity> {
    const { nodeId, relayUrl, connect, tokens, pairing, logStream } = await this.#store.get(KEYS);
    const relay = relayUrlOf(relayUrl);
    return {
      nodeId: typeof nodeId === 'string' && NODE_ID_PATTERN.test(nodeId) ? nodeId : await this.#firstNodeId(),
      relayUrl: relay,
      connect: connect === true,
      tokens: isBoundTo(tokens, relay) && isTokenPair(tokens) ? tokens : undefined,
      pairing: isBoundTo(pairing, relay) && isChallenge(pairing) ? pairing : undefined,
      logStream: logStream === true,
    };
  }

  async setConnect(connect: boolean): Promise<void> {
    await this.#store.set({ connect });
  }

  async setLogStream(logStream: boolean): Promise<void> {
    await this.#store.set({ logStream });
  }

  /** Tokens and challenge of another relay go: they are of no use here, and nobody would ever clear them. */
  async setRelayUrl(relayUrl: string): Promise<void> {
    const stored = await this.#store.get(['tokens', 'pairing']);
    const foreign = Object.keys(stored).filter((key) => !isBoundTo(stored[key], relayUrl));
    await this.#store.remove(foreign);
    await this.#store.set({ relayUrl });
  }

  async keepTokens(relayUrl: string, tokens: TokenPair | null): Promise<void> {
    if (tokens === null) await this.#store.remove(['tokens']);
    else await this.#store.set({ tokens: { ...tokens, relayUrl } });
  }

  async keepPairing(relayUrl: string, pairing: Challenge | null): Promise<void> {
    if (pairing === null) await this.#store.remove(['pairing']);
    else await this.#store.set({ pairing: { ...pairing, relayUrl } });
  }

  /** Starts over as a node that nobody knows, with the same relay and settings. */
  async forget(): Promise<void> {
    await this.#store.remove(['tokens', 'pairing']);
    await this.#newNodeId();
  }

  /** One, however many read at once before there is any. */
  #firstNodeId(): Promise<string> {
    this.#naming ??= this.#newNodeId().finally(() => (this.#naming = undefined));
    return this.#naming;
  }

  async #newNodeId(): Promise<string> {
    const nodeId = `node_${crypto.randomUUID().replaceAll('-', '')}`;
    await this.#store.set({ nodeId });
    return nodeId;
  }
}

function relayUrlOf(stored: unknown): string | undefined {
  try {
    return parseRelayUrl(String(stored ?? '')).relayUrl;
  } catch {
    return undefined;
  }
}

/** Tokens must never reach another relay than the one that issued them. */
function isBoundTo(value: unknown, relayUrl: string | undefined): boolean {
  return isRecord(value) && relayUrl !== undefined && value.relayUrl === relayUrl;
}

function isTokenPair(value: unknown): value is TokenPair {
  return isRecord(value) && typeof value.accessToken === 'string' && typeof value.refreshToken === 'string';
}

function isChallenge(value: unknown): value is Challenge {
  return (
    isRecord(value) &&
    typeof value.challengeId === 'string' &&
    CHALLENGE_ID_PATTERN.test(value.challengeId) &&
    typeof value.code === 'string' &&
    typeof value.expiresAt === 'number'
  );
}
