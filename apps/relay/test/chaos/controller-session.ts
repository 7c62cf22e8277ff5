import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pass } from 'node:timers/promises';
import { CLOSE_CODES, makeFrame, type MessageType } from '@otto/protocol';
import type { WebSocket } from 'ws';
import type { ReceivedFrame } from '../frame-inbox';
import { Peer } from '../peer';
import type { ChaosIdentity } from './chaos-relay';
import { CommandLedger } from './command-ledger';

const HEARTBEAT_MS = 300;

/** One session of a controller, with its own account of what it asked for. */
export class ControllerSession {
  readonly ledger = new CommandLedger();
  /** It did something that may cost it its session. */
  isAtFault = false;
  #closeCode: number | undefined;
  #isStalled = false;
  readonly #closed: Promise<unknown>;
  readonly #failures: string[] = [];
  readonly #barriers = new Map<string, () => void>();

  private constructor(
    private readonly name: string,
    readonly socket: WebSocket,
  ) {
    const heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS);
    this.#closed = once(socket, 'close');
    socket.removeAllListeners('message');
    socket.on('message', (data: Buffer) => this.#receive(JSON.parse(data.toString()) as ReceivedFrame));
    socket.on('close', (code) => {
      clearInterval(heartbeat);
      this.#closeCode = code;
    });
  }

  static async open(wsUrl: string, { name, accessToken }: ChaosIdentity): Promise<ControllerSession> {
    return new ControllerSession(name, (await Peer.connect(wsUrl, 'controller', accessToken)).socket);
  }

  get isOpen(): boolean {
    return this.#closeCode === undefined;
  }

  /** Resolves when it is over, with the code that it was closed with. */
  async whenClosed(): Promise<number | undefined> {
    await this.#closed;
    return this.#closeCode;
  }

  /** What the relay has done wrong to it. What became of its commands counts only if it has survived. */
  complaints(): string[] {
    const hasSurvived = this.isOpen || this.#closeCode === CLOSE_CODES.goingAway.code;
    if (hasSurvived) return [...this.#failures, ...this.ledger.complaints()];
    const wasWronged = !this.isAtFault;
    return [...this.#failures, ...(wasWronged ? [`${this.name} was closed with ${this.#closeCode}`] : [])];
  }

  send(messageType: MessageType, payload: object, requestId: string = randomUUID()): void {
    this.socket.send(JSON.stringify(makeFrame('controller', messageType, requestId, payload)));
  }

  /** Neither reads nor says anything for a while. */
  async stall(forMs: number): Promise<void> {
    this.isAtFault = true;
    this.#isStalled = true;
    this.socket.pause();
    await pass(forMs);
    this.socket.resume();
    this.#isStalled = false;
  }

  /** Resolves when the relay has worked off everything that was sent before, or the session is over. */
  async barrier(): Promise<void> {
    const requestId = randomUUID();
    const answered = new Promise<void>((resolve) => this.#barriers.set(requestId, resolve));
    this.send('ping', {}, requestId);
    await Promise.race([answered, this.#closed]);
    this.#barriers.delete(requestId);
  }

  #beat(): void {
    if (!this.#isStalled) this.send('ping', {});
  }

  #receive(frame: ReceivedFrame): void {
    const { requestId, messageType, payload } = frame;
    if (payload.code === 'internal_error') this.#failures.push(`${this.name}: internal_error on ${requestId}`);
    if (messageType === 'pong') this.#barriers.get(requestId)?.();
    const isTerminal = messageType === 'result' || messageType === 'error';
    // Everything else that a controller sends is on requestIds of another form.
    if (isTerminal && requestId.startsWith('command_')) this.ledger.ends(frame);
  }
}
