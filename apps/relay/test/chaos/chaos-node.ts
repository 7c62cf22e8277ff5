import { setTimeout as pass } from 'node:timers/promises';
import { makeFrame, type MessageType } from '@otto/protocol';
import type { WebSocket } from 'ws';
import type { ReceivedFrame } from '../frame-inbox';
import { Peer } from '../peer';
import type { ChaosIdentity } from './chaos-relay';
import type { Dice } from './dice';

const ANSWERS = { now: 50, later: 25, large: 4, error: 5, twice: 4, nonsense: 4, never: 8 } as const;
const DEEDS = { work: 60, update: 20, kill: 3, leave: 1, replace: 2, stall: 6, stray: 4, malformed: 4 } as const;

/** A node that answers commands in every way there is, and comes and goes. */
export class ChaosNode {
  /** It takes commands and answers none. */
  isHolding = false;
  #socket: WebSocket | undefined;
  readonly #inWork = new Map<string, { isStopped: boolean }>();
  readonly #subscriptions = new Set<string>();

  constructor(
    private readonly wsUrl: string,
    private readonly identity: ChaosIdentity,
    private readonly dice: Dice,
  ) {}

  async live(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await this.connect();
      await this.#do(this.dice.weigh(DEEDS));
      await pass(this.dice.between(5, 50));
    }
  }

  async connect(): Promise<void> {
    if (this.#socket?.readyState === this.#socket?.OPEN && this.#socket !== undefined) return;
    const { socket } = await Peer.connect(this.wsUrl, 'node', this.identity.accessToken).catch(() => ({
      socket: undefined,
    }));
    if (socket === undefined) return;
    this.#socket = socket;
    this.#subscriptions.clear();
    socket.removeAllListeners('message');
    socket.on('message', (data: Buffer) => this.#receive(socket, JSON.parse(data.toString()) as ReceivedFrame));
  }

  leave(): void {
    this.#socket?.terminate();
    this.#socket = undefined;
  }

  async #do(deed: keyof typeof DEEDS): Promise<void> {
    switch (deed) {
      case 'work':
        return;
      case 'update':
        for (const requestId of this.#subscriptions) {
          this.#send(this.#socket, 'event', requestId, { type: 'listener_update', data: 'x'.repeat(10_000) });
        }
        return;
      case 'kill':
        return this.leave();
      case 'leave':
        return this.#socket?.close();
      case 'replace':
        // The older session is still there, until the relay ends it.
        this.#socket = undefined;
        return this.connect();
      case 'stall':
        this.#socket?.pause();
        await pass(this.dice.between(50, 800));
        return void this.#socket?.resume();
      case 'stray':
        return this.#answerUnasked(`command_${this.dice.between(0, 100)}`);
      case 'malformed':
        return this.#socket?.send(this.dice.pick(['{', '{"requestId":"command_1"}', '\u0000']));
    }
  }

  #receive(socket: WebSocket, frame: ReceivedFrame): void {
    if (frame.messageType === 'command' && !this.isHolding) void this.#work(socket, frame);
    if (frame.messageType === 'command_cancel' && this.dice.roll() < 0.7) this.#stopped(socket, frame);
  }

  async #work(socket: WebSocket, command: ReceivedFrame): Promise<void> {
    const { requestId } = command;
    switch (this.dice.weigh(ANSWERS)) {
      case 'now':
        return this.#answer(socket, command);
      case 'later':
        return this.#answerLater(socket, command);
      case 'large':
        return this.#answer(socket, command, 'x'.repeat(500_000));
      case 'error': {
        const error = { category: 'execution', code: 'navigation_failed', message: 'no', retryable: false };
        return this.#send(socket, 'error', requestId, error);
      }
      case 'twice':
        this.#answer(socket, command);
        return this.#answer(socket, unmarked(requestId));
      case 'nonsense':
        return this.#send(socket, 'result', requestId, { ok: 'perhaps' });
      case 'never':
        return;
    }
  }

  #answer(socket: WebSocket | undefined, { requestId, payload: { action, payload } }: ReceivedFrame, text = ''): void {
    const { mark } = (payload ?? {}) as { mark?: string };
    if (action === 'listener.subscribe') this.#subscriptions.add(requestId);
    const result = { ok: true, durationMs: 1, action, data: { mark, text }, commandOutcome: 'completed' };
    this.#send(socket, 'result', requestId, result);
  }

  /** Answers what it may just be working on; then that was its one answer, for by the next the requestId is somebody else's. */
  #answerUnasked(requestId: string): void {
    const work = this.#inWork.get(requestId);
    if (work !== undefined) work.isStopped = true;
    this.#answer(this.#socket, unmarked(requestId));
  }

  /** Unless it is told to stop before: by then the requestId may be that of another command. */
  async #answerLater(socket: WebSocket, command: ReceivedFrame): Promise<void> {
    const work = { isStopped: false };
    this.#inWork.set(command.requestId, work);
    await pass(this.dice.between(1, 400));
    if (!work.isStopped) this.#answer(socket, command);
  }

  #stopped(socket: WebSocket, { requestId }: ReceivedFrame): void {
    const work = this.#inWork.get(requestId);
    if (work !== undefined) work.isStopped = true;
    const result = { ok: false, durationMs: 1, action: 'primitive.dom.extract_text', commandOutcome: 'cancelled' };
    this.#send(socket, 'result', requestId, result);
  }

  #send(socket: WebSocket | undefined, messageType: MessageType, requestId: string, payload: object): void {
    if (socket?.readyState === socket?.OPEN) {
      socket?.send(JSON.stringify(makeFrame('node', messageType, requestId, payload)));
    }
  }
}

/** What an answer belongs to that was never asked for. By now that requestId may be somebody else's, so it carries no mark. */
function unmarked(requestId: string): ReceivedFrame {
  return { ...makeFrame('relay', 'command', requestId, { action: 'primitive.dom.extract_text' }) };
}
