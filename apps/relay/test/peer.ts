import { randomUUID } from 'node:crypto';
import {
  makeFrame,
  type AuthAckPayload,
  type CommandPayload,
  type Envelope,
  type MessageType,
  type PeerRole,
} from '@otto/protocol';
import { WebSocket } from 'ws';
import { FrameInbox, on, type Matches, type ReceivedFrame } from './frame-inbox';

export interface Closure {
  readonly code: number;
  readonly reason: string;
}

export interface PeerOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the query with the role. */
  readonly path?: string;
}

export interface ConnectOptions extends PeerOptions {
  /** Named in hello. */
  readonly nodeId?: string;
}

/** What a spec sets differently in a frame. */
export type FrameChanges = Partial<Envelope>;

/** A raw peer of the relay: sends any frame or text and reads what comes, in order. */
export class Peer {
  /** Settles when the connection is over. */
  readonly closed: Promise<Closure>;
  readonly #inbox = new FrameInbox();

  private constructor(
    readonly role: PeerRole,
    readonly socket: WebSocket,
  ) {
    socket.on('message', (data: Buffer) => this.#inbox.receive(JSON.parse(data.toString()) as ReceivedFrame));
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    );
    void this.closed.then(({ code }) => this.#inbox.end(`The socket closed with ${code}`));
  }

  /** Opens a socket and says nothing on it. Rejects when the upgrade is refused. */
  static async open(wsUrl: string, role: PeerRole, { headers, path }: PeerOptions = {}): Promise<Peer> {
    const socket = new WebSocket(`${wsUrl}${path ?? `/?role=${role}`}`, { headers });
    const peer = new Peer(role, socket);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return peer;
  }

  /** Opens a socket, says hello and authenticates. */
  static async connect(
    wsUrl: string,
    role: PeerRole,
    accessToken: string,
    options: ConnectOptions = {},
  ): Promise<Peer> {
    const peer = await Peer.open(wsUrl, role, options);
    await peer.hello(options.nodeId);
    await peer.auth(accessToken);
    return peer;
  }

  /** The answer to an upgrade that is refused. */
  static refusal(
    wsUrl: string,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; code: string }> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(wsUrl + path, { headers });
      socket.once('open', () => reject(new Error('The upgrade was not refused.')));
      socket.once('error', reject);
      socket.once('unexpected-response', (_request, response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { code } = JSON.parse(Buffer.concat(chunks).toString()) as { code: string };
          resolve({ status: response.statusCode ?? 0, code });
        });
      });
    });
  }

  /** Sends a frame and returns its requestId. */
  send(messageType: MessageType, payload: object, changes: FrameChanges = {}): string {
    const frame = { ...makeFrame(this.role, messageType, randomUUID(), payload), ...changes };
    this.sendRaw(JSON.stringify(frame));
    return frame.requestId;
  }

  sendRaw(data: string | Buffer): void {
    this.socket.send(data);
  }

  /** Sends a frame and returns the next frame on its requestId. */
  ask(messageType: MessageType, payload: object, changes: FrameChanges = {}): Promise<ReceivedFrame> {
    return this.next(on(this.send(messageType, payload, changes)));
  }

  hello(nodeId?: string): Promise<ReceivedFrame> {
    return this.ask('hello', { role: this.role, capabilities: [], ...(nodeId !== undefined && { nodeId }) });
  }

  async auth(accessToken: string): Promise<AuthAckPayload> {
    const answer = await this.ask('auth', { accessToken });
    if (answer.messageType !== 'auth_ack') throw new Error(`auth answered ${JSON.stringify(answer.payload)}`);
    return answer.payload as unknown as AuthAckPayload;
  }

  /** Sends a command with a nonce of its own and returns its requestId. */
  command(command: Partial<CommandPayload>, changes: FrameChanges = {}): string {
    return this.send(
      'command',
      { action: 'primitive.tab.query', payload: {}, replayNonce: randomUUID(), ...command },
      changes,
    );
  }

  /** A node's answer to a command that it got. */
  answer(command: ReceivedFrame, result: object = {}): void {
    const payload = { ok: true, durationMs: 1, action: command.payload.action, commandOutcome: 'completed', ...result };
    this.send('result', payload, { requestId: command.requestId });
  }

  /** Takes the first frame that matches out of those received, or waits for one. */
  next(matches: Matches = () => true): Promise<ReceivedFrame> {
    return this.#inbox.next(matches);
  }

  /** Takes everything that has come. */
  take(): ReceivedFrame[] {
    return this.#inbox.takeAll();
  }

  /** Everything that the relay had sent when it had worked off what this peer sent before. */
  async settled(): Promise<ReceivedFrame[]> {
    await this.ask('ping', {});
    return this.take();
  }

  /** Stops reading, like a peer that hangs. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  async close(): Promise<Closure> {
    // One that hangs does not see the answer to its farewell.
    if (this.socket.isPaused) this.socket.resume();
    this.socket.close();
    return this.closed;
  }

  /** Ends the connection without a word. */
  async terminate(): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }
}
