import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  makeFrame,
  type ActionName,
  type Envelope,
  type ErrorPayload,
  type MessageType,
  type ResultPayload,
} from '@otto/protocol';
import WebSocket from 'ws';
import type { Machine } from './machine';

/** What ends a command, and how long that took. */
export interface End {
  /** `ok`, or the code of the error. */
  readonly code: string;
  readonly data: unknown;
  readonly outcome: string | undefined;
  readonly tookMs: number;
}

export interface Call {
  readonly tab?: string | undefined;
  readonly timeoutMs?: number;
  /** A fresh one when left out. */
  readonly requestId?: string;
}

const HEARTBEAT_MS = 4_000;
/** A relay takes this much longer than the node's own time before it gives a command up. */
const SLACK_MS = 1_500;

/**
 * A controller on a bare socket, which sees every frame: a command has to be ended by exactly one, and within its time.
 */
export class Witness {
  readonly #socket: WebSocket;
  readonly #nodeId: string;
  readonly #ends = new Map<string, Envelope[]>();
  readonly #waiting = new Map<string, (frame: Envelope) => void>();

  /** Resolves when the connection is over. */
  readonly closed: Promise<unknown>;

  private constructor(socket: WebSocket, nodeId: string) {
    this.closed = once(socket, 'close');
    this.#socket = socket;
    this.#nodeId = nodeId;
    socket.on('message', (data: Buffer) => this.#receive(JSON.parse(data.toString('utf8')) as Envelope));
  }

  /** Uses the tokens of the machine's own client, which has the node's grant. */
  static async connect(machine: Machine, nodeId: string): Promise<Witness> {
    const config = JSON.parse(await machine.file('config.json')) as {
      relayUrl: string;
      tokens: { accessToken: string };
    };
    const socket = new WebSocket(`${config.relayUrl}/?role=controller`, { maxPayload: 64 * 1024 * 1024 });
    await once(socket, 'open');
    const controller = new Witness(socket, nodeId);
    // Relays close controllers that they do not hear of.
    const heartbeat = setInterval(() => controller.#send('ping', randomUUID(), {}), HEARTBEAT_MS);
    void controller.closed.then(() => clearInterval(heartbeat));
    await controller.#ask('hello', { role: 'controller', capabilities: [] });
    await controller.#ask('auth', { accessToken: config.tokens.accessToken });
    return controller;
  }

  /** Runs a command to its end, whichever that is. Fails when the end comes late. */
  async run(action: ActionName, payload: object = {}, call: Call = {}): Promise<End> {
    const { tab, timeoutMs = 20_000, requestId } = call;
    const startedAt = performance.now();
    const command = { targetNodeId: this.#nodeId, action, payload, replayNonce: randomUUID(), timeoutMs };
    const named = { ...command, ...(tab !== undefined && { tabSessionId: tab }) };
    const frame = await this.#ask('command', named, requestId);
    const tookMs = performance.now() - startedAt;
    if (tookMs > timeoutMs + SLACK_MS) throw new Error(`${action} ended after ${tookMs} ms of ${timeoutMs}`);
    const { code = 'ok', commandOutcome } = frame.payload as Partial<ErrorPayload>;
    return { code, data: (frame.payload as Partial<ResultPayload>).data, outcome: commandOutcome, tookMs };
  }

  /** The data of a command that has to succeed. */
  async data<T>(action: ActionName, payload: object = {}, call?: Call): Promise<T> {
    const { code, data } = await this.run(action, payload, call);
    if (code !== 'ok') throw new Error(`${action} ended with ${code}`);
    return data as T;
  }

  /** The code with which a command ends: `ok` when it succeeds. */
  async code(action: ActionName, payload: object = {}, call?: Call): Promise<string> {
    return (await this.run(action, payload, call)).code;
  }

  /** Asks for a running command to be stopped. */
  cancel(targetRequestId: string): void {
    this.#send('command_cancel', randomUUID(), { targetRequestId });
  }

  /** Opens a tab and gives its session. */
  async open(url: string, waitUntil: 'none' | 'commit' | 'load' = 'load'): Promise<string> {
    return (await this.data<{ tabSessionId: string }>('primitive.tab.open', { url, waitUntil })).tabSessionId;
  }

  /** Requests that were ended more than once. */
  get endedTwice(): string[] {
    return [...this.#ends].filter(([, frames]) => frames.length > 1).map(([requestId]) => requestId);
  }

  close(): void {
    this.#socket.terminate();
  }

  #ask(
    messageType: 'hello' | 'auth' | 'command',
    payload: object,
    requestId: string = randomUUID(),
  ): Promise<Envelope> {
    const answered = new Promise<Envelope>((resolve) => this.#waiting.set(requestId, resolve));
    this.#send(messageType, requestId, payload);
    return Promise.race([answered, this.closed.then(() => Promise.reject(new Error('the controller was closed')))]);
  }

  #send(messageType: MessageType, requestId: string, payload: object): void {
    this.#socket.send(JSON.stringify(makeFrame('controller', messageType, requestId, payload)));
  }

  #receive(frame: Envelope): void {
    if (frame.messageType === 'ping') this.#send('pong', frame.requestId, { ok: true });
    if (['event', 'ping', 'pong'].includes(frame.messageType)) return;
    this.#ends.set(frame.requestId, [...(this.#ends.get(frame.requestId) ?? []), frame]);
    this.#waiting.get(frame.requestId)?.(frame);
    this.#waiting.delete(frame.requestId);
  }
}
