import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { makeFrame, type CommandPayload, type MessageType, type PeerRole } from '@otto/protocol';
import { Session } from '../src/ws/session';
import type { ReceivedFrame } from './frame-inbox';
import type { FrameChanges } from './peer';
import type { RelayWorld } from './relay-world';

const AUTH_TIMEOUT_MS = 10_000;

/** A peer of a RelayWorld. What it is sent is there at once. */
export class WorldPeer {
  readonly session: Session;
  /** What it was sent and nobody has taken yet. */
  readonly received: ReceivedFrame[] = [];
  /** The bytes of the last frame that it was sent. */
  lastBytes: Buffer | string = '';
  isCongested = false;
  readonly #socket = new FakeSocket();

  constructor(
    private readonly world: RelayWorld,
    readonly role: PeerRole,
  ) {
    this.session = new Session({
      role,
      address: '127.0.0.1',
      socket: this.#socket,
      outbox: this.#outbox(),
      time: world.time,
      authTimeoutMs: AUTH_TIMEOUT_MS,
      rateLimitPerMin: world.rateLimitPerMin,
      onEnd: (session, reason) => world.sessions.remove(session, reason),
    });
  }

  get isClosed(): boolean {
    return this.#socket.readyState === this.#socket.CLOSED;
  }

  /** The code with which the relay has closed the session. */
  get closeCode(): number | undefined {
    return this.#socket.closeCode;
  }

  /** Sends a frame and returns its requestId. */
  send(messageType: MessageType, payload: object, changes: FrameChanges = {}): string {
    const frame = {
      ...makeFrame(this.role, messageType, randomUUID(), payload, { now: this.world.time.now() }),
      ...changes,
    };
    this.sendRaw(JSON.stringify(frame));
    return frame.requestId;
  }

  sendRaw(text: string): void {
    void this.world.dispatcher.dispatch(this.session, Buffer.from(text), false);
  }

  command(command: Partial<CommandPayload> = {}, changes: FrameChanges = {}): string {
    const payload = {
      targetNodeId: 'node_a',
      action: 'primitive.dom.extract_text',
      payload: {},
      replayNonce: randomUUID(),
    };
    return this.send('command', { ...payload, ...command }, changes);
  }

  /** A node's answer to a command that it was sent. */
  answer({ requestId, payload: { action } }: ReceivedFrame, result: object = {}): void {
    this.send('result', { ok: true, durationMs: 1, action, commandOutcome: 'completed', ...result }, { requestId });
  }

  /** Takes everything that it was sent. */
  take(): ReceivedFrame[] {
    return this.received.splice(0);
  }

  /** Takes the first frame of a type; undefined when there is none. */
  takeFirst(messageType: MessageType): ReceivedFrame | undefined {
    const place = this.received.findIndex((frame) => frame.messageType === messageType);
    return place < 0 ? undefined : this.received.splice(place, 1)[0];
  }

  /** Takes everything and says what it is in short: `event routed`, `result completed`, `error tab_busy`. */
  takeNames(): string[] {
    return this.take().map(nameOf);
  }

  /** The connection breaks. */
  disconnect(): void {
    this.#socket.break();
  }

  #outbox(): ConstructorParameters<typeof Session>[0]['outbox'] {
    const deliver = (frame: Buffer | string): 'sent' | 'closed' => this.#deliver(frame);
    const isCongested = (): boolean => this.isCongested;
    return {
      send: deliver,
      sendLater: deliver,
      offer: deliver,
      flush: () => undefined,
      ping: () => undefined,
      dropped: 0,
      get isCongested() {
        return isCongested();
      },
    };
  }

  #deliver(frame: Buffer | string): 'sent' | 'closed' {
    if (this.#socket.readyState !== this.#socket.OPEN) return 'closed';
    this.lastBytes = frame;
    const parsed = JSON.parse(frame.toString()) as ReceivedFrame;
    this.received.push(parsed);
    this.world.deliveries.push({ to: this, frame: parsed, at: this.world.time.now() });
    return 'sent';
  }
}

/** What a frame is, in two words. */
export function nameOf({ messageType, payload }: ReceivedFrame): string {
  return `${messageType} ${String(payload.type ?? payload.code ?? payload.commandOutcome ?? payload.action ?? '')}`.trim();
}

class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readonly CLOSED = 3;
  readyState: 0 | 1 | 2 | 3 = 1;
  closeCode: number | undefined;

  close(code?: number): void {
    this.closeCode = code;
    this.break();
  }

  break(): void {
    if (this.readyState === this.CLOSED) return;
    this.readyState = this.CLOSED;
    this.emit('close');
  }
}
