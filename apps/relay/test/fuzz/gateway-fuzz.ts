import { isRecord } from '@otto/protocol';
import fc from 'fast-check';
import type { ReceivedFrame } from '../frame-inbox';
import { RelayWorld } from '../relay-world';
import { nameOf, type WorldPeer } from '../world-peer';
import type { CorpusFacts } from './frame-corpus';
import { bytesOf, fuzzInput, mayBeSilent, readMessage, requestIdOf, type FuzzInput } from './fuzz-input';

export interface FuzzOptions {
  readonly inputs: number;
  readonly seed: number;
  readonly onProgress?: (done: number) => void;
}

const OWNER = 'clt_a';
/** Inputs that share a relay, so that each meets what those before it have left behind. */
const PER_WORLD = 1000;
const STEP_MS = 7;

/**
 * Feeds inputs to the whole gateway, from bytes to answers, without sockets. Throws with the input and the seed when one
 * is not answered, is answered by an internal error, reaches a stranger, or gets something past the relay's checks.
 */
export function fuzzGateway({ inputs, seed, onProgress }: FuzzOptions): void {
  for (let done = 0; done < inputs; done += PER_WORLD) {
    const worldSeed = seed + done / PER_WORLD;
    const world = new FuzzedWorld();
    for (const input of fc.sample(fuzzInput, { numRuns: Math.min(PER_WORLD, inputs - done), seed: worldSeed })) {
      world.take(input, worldSeed);
    }
    onProgress?.(done + PER_WORLD);
  }
}

class FuzzedWorld {
  readonly #world = new RelayWorld({ rateLimitPerMin: Number.MAX_SAFE_INTEGER });
  readonly #node = this.#world.node('node_a', OWNER);
  readonly #controller = this.#world.controller(OWNER);
  readonly #stranger = this.#world.controller('clt_stranger');
  readonly #newcomers = { controller: this.#world.open('controller'), node: this.#world.open('node') };
  #serial = 0;
  /** The requestId of the last command that got to the node. */
  #about = 'none';

  take(input: FuzzInput, seed: number): void {
    this.#serial += 1;
    const bytes = bytesOf(input, this.#facts());
    try {
      this.#send(input, bytes);
      this.#world.time.advance(STEP_MS);
      this.#requireOrder(bytes);
    } catch (error) {
      const text = bytes.toString().slice(0, 2000);
      throw new Error(`seed ${seed}, ${input.role}: ${String(error)}\n${text}`, { cause: error });
    }
  }

  #facts(): CorpusFacts {
    const now = this.#world.time.now();
    return { nodeId: 'node_a', accessToken: 'none', about: this.#about, now, serial: this.#serial };
  }

  /** Every twentieth input comes from somebody who has not authenticated. */
  #send({ role, isBinary }: FuzzInput, bytes: Buffer): void {
    const member = role === 'node' ? this.#node : this.#controller;
    const sender = this.#serial % 20 === 0 ? this.#newcomers[role] : member;
    void this.#world.dispatcher.dispatch(sender.session, bytes, isBinary);
    const message = readMessage(bytes, isBinary);
    const requestId = requestIdOf(message) ?? 'unknown';
    const isAnswered = sender.received.some((frame) => frame.requestId === requestId);
    if (!isAnswered && !mayBeSilent(message, role) && !isRefresh(message)) throw new Error('it was not answered');
    if (sender.isClosed) throw new Error(`the session was closed with ${sender.closeCode}`);
  }

  /** Nobody has got what is not for them, and nothing has failed inside the relay. */
  #requireOrder(sent: Buffer): void {
    for (const peer of [this.#node, this.#controller, this.#newcomers.controller, this.#newcomers.node]) {
      for (const frame of take(peer)) this.#requireFrame(peer, frame, sent);
    }
    const [stray] = take(this.#stranger);
    if (stray !== undefined) throw new Error(`a stranger got ${nameOf(stray)}`);
  }

  #requireFrame(peer: WorldPeer, frame: ReceivedFrame, sent: Buffer): void {
    if (frame.payload.code === 'internal_error') throw new Error(`it failed inside the relay: ${this.#cause()}`);
    if (peer === this.#node && frame.messageType === 'command') this.#nodeGot(frame, sent);
  }

  #nodeGot(command: ReceivedFrame, sent: Buffer): void {
    const { requestId, payload } = command;
    const reserved = reservedIn(payload);
    const isOfRelay = payload.action === 'listener.unsubscribe';
    if (!isOfRelay) this.#about = requestId;
    // The others are left to inputs, or to their deadlines.
    if (this.#serial % 2 === 0) this.#node.answer(command);
    if (reserved !== `__controllerClientId="${OWNER}"`) throw new Error(`the node got ${reserved}`);
    if (payload.targetNodeId !== 'node_a') throw new Error('the node got the command of another node');
    if (isOfRelay || sent.includes('[[[[')) return;
    const original = readMessage(sent, false);
    if (isRecord(original) && original.requestId === requestId && !isSame(original, command)) {
      throw new Error(`the node got another command: ${JSON.stringify(command)}`);
    }
  }

  #cause(): string {
    return JSON.stringify(this.#world.log.findLast(({ level }) => level === 'error')?.data);
  }
}

function take(peer: WorldPeer): ReceivedFrame[] {
  return peer.received.splice(0);
}

/** Answered later, when the token was looked up. */
function isRefresh(message: unknown): boolean {
  return isRecord(message) && message.messageType === 'refresh';
}

/** The reserved members of a command and of what its action takes, as text. */
function reservedIn(payload: Record<string, unknown>): string {
  const members = [...Object.entries(payload), ...Object.entries(payload.payload as object)];
  return members
    .filter(([key]) => key.startsWith('__'))
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join();
}

/** Whether two frames say the same apart from what belongs to the relay. */
function isSame(one: object, other: object): boolean {
  return JSON.stringify(withoutReserved(one)) === JSON.stringify(withoutReserved(other));
}

function withoutReserved(value: object): unknown {
  return JSON.parse(JSON.stringify(value), (_key, member: unknown) =>
    isRecord(member) ? Object.fromEntries(Object.entries(member).filter(([key]) => !key.startsWith('__'))) : member,
  );
}
