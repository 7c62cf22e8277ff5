import { makeFrame, type PeerRole } from '@otto/protocol';
import fc from 'fast-check';
import { type WebSocket } from 'ws';
import { of, type ReceivedFrame } from '../frame-inbox';
import { Peer } from '../peer';
import { bytesOf, fuzzInput, mayBeSilent, readMessage, requestIdOf } from './fuzz-input';
import type { FuzzOptions } from './gateway-fuzz';

/** A relay with a client that may drive a node, and without a rate limit. */
export interface SocketTarget {
  readonly wsUrl: string;
  readonly nodeId: string;
  readonly accessTokens: Readonly<Record<PeerRole, string>>;
}

/** Inputs that are sent without waiting for an answer. */
const PER_WINDOW = 250;
/** Every how many inputs one comes from somebody who has not authenticated. */
const NEWCOMER_SHARE = 20;

/** Feeds inputs to a relay over its sockets. Throws when one is not answered, fails inside the relay, or ends a session. */
export async function fuzzSockets(target: SocketTarget, { inputs, seed, onProgress }: FuzzOptions): Promise<void> {
  const members = { controller: await authenticated(target, 'controller'), node: await authenticated(target, 'node') };
  for (let done = 0; done < inputs; done += PER_WINDOW) {
    const newcomers = { controller: await newcomer(target, 'controller'), node: await newcomer(target, 'node') };
    const windowSeed = seed + done;
    const window = fc.sample(fuzzInput, { numRuns: Math.min(PER_WINDOW, inputs - done), seed: windowSeed });
    window.forEach((input, index) => {
      const serial = done + index;
      const sender = (serial % NEWCOMER_SHARE === 0 ? newcomers : members)[input.role];
      const about = `request_${Math.max(0, serial - 1)}`;
      const facts = { nodeId: target.nodeId, accessToken: 'none', about, now: Date.now(), serial };
      sender.send(bytesOf(input, facts), input.isBinary);
    });
    const senders = [...Object.values(members), ...Object.values(newcomers)];
    await Promise.all(senders.map((sender) => sender.requireAnswers(`seed ${windowSeed}`)));
    for (const sender of Object.values(newcomers)) sender.end();
    onProgress?.(done + PER_WINDOW);
  }
  for (const member of Object.values(members)) member.end();
}

async function authenticated({ wsUrl, accessTokens }: SocketTarget, role: PeerRole): Promise<FuzzingPeer> {
  const peer = await Peer.connect(wsUrl, role, accessTokens[role]);
  return new FuzzingPeer(role, peer.socket);
}

async function newcomer({ wsUrl }: SocketTarget, role: PeerRole): Promise<FuzzingPeer> {
  return new FuzzingPeer(role, (await Peer.open(wsUrl, role)).socket);
}

/** Sends whatever it is told to, and remembers what has not been answered. */
class FuzzingPeer {
  readonly #unanswered = new Map<string, string>();
  #unreadable = 0;
  #barriers = 0;
  #trouble: string | undefined;
  #onBarrier: (() => void) | undefined;

  constructor(
    private readonly role: PeerRole,
    private readonly socket: WebSocket,
  ) {
    socket.removeAllListeners('message');
    socket.on('message', (data: Buffer) => this.#receive(JSON.parse(data.toString()) as ReceivedFrame));
    socket.on('close', (code) => this.#fail(`the session was closed with ${code}`));
  }

  send(bytes: Buffer, isBinary: boolean): void {
    const message = readMessage(bytes, isBinary);
    const requestId = requestIdOf(message);
    if (requestId === undefined) this.#unreadable += 1;
    else if (!mayBeSilent(message, this.role)) this.#unanswered.set(requestId, bytes.toString().slice(0, 2000));
    // A text message that is not UTF-8 ends the connection, as WebSockets want it.
    this.socket.send(isBinary ? bytes : bytes.toString(), { binary: isBinary });
  }

  /** Frames are worked off in their order: once the last one is answered, all are. */
  async requireAnswers(context: string): Promise<void> {
    const last = new Promise<void>((resolve) => (this.#onBarrier = resolve));
    if (this.#trouble === undefined) {
      this.socket.send(JSON.stringify(makeFrame(this.role, 'ping', this.#barrier(), {})));
      await last;
    }
    const [unanswered] = this.#unanswered.values();
    if (unanswered !== undefined) this.#trouble ??= `not answered: ${unanswered}`;
    if (this.#unreadable !== 0) this.#trouble ??= `${this.#unreadable} unreadable messages were not answered`;
    if (this.#trouble !== undefined) throw new Error(`${context}, ${this.role}: ${this.#trouble}`);
    this.#barriers += 1;
  }

  end(): void {
    this.socket.removeAllListeners('close');
    this.socket.terminate();
  }

  #receive(frame: ReceivedFrame): void {
    const { requestId } = frame;
    if (frame.payload.code === 'internal_error')
      this.#fail(`it failed inside the relay: ${this.#unanswered.get(requestId)}`);
    if (requestId === 'unknown') this.#unreadable -= 1;
    this.#unanswered.delete(requestId);
    if (requestId === this.#barrier()) this.#onBarrier?.();
    if (of('command')(frame)) this.#answer(frame);
  }

  #answer({ requestId, payload: { action } }: ReceivedFrame): void {
    const result = { ok: true, durationMs: 1, action, commandOutcome: 'completed' };
    this.socket.send(JSON.stringify(makeFrame(this.role, 'result', requestId, result)));
  }

  #barrier(): string {
    return `barrier_${this.#barriers}`;
  }

  #fail(trouble: string): void {
    this.#trouble ??= trouble;
    this.#onBarrier?.();
  }
}
