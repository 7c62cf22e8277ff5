import {
  makeFrame,
  OttoError,
  type Envelope,
  type MessageType,
  type PairingRequestAnswer,
  type PairingStatusAnswer,
} from '@otto/protocol';
import { RelayApi } from '@otto/sdk';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { nodeHttpTransport } from '../src/http/node-http-transport';

type CommandFrame = Envelope<{ action: string; payload: Record<string, unknown>; tabSessionId?: string }>;

/** A node without a browser: pairs and connects like any other, and answers commands as it is told. */
export class BareNode {
  readonly commands: CommandFrame['payload'][] = [];
  /** The requestIds of commands that it was told to stop; it stops them. */
  readonly cancelled: string[] = [];
  /** Gives the data of the result; undefined leaves the command without an answer. */
  onCommand: (command: CommandFrame['payload']) => unknown = () => ({});
  #socket: WebSocket | undefined;
  #challengeId = '';

  constructor(
    private readonly relayUrl: string,
    readonly nodeId: string,
  ) {}

  /** Asks to be let in, and gives the code that a popup would show. */
  async requestCode(): Promise<string> {
    const answer = await this.#api.post<PairingRequestAnswer>('/api/pairing/request', { nodeId: this.nodeId });
    this.#challengeId = answer.challengeId;
    return answer.code;
  }

  /** Connects with the tokens that the approval made. */
  async connect(): Promise<void> {
    const status = await this.#api.get<PairingStatusAnswer>(`/api/pairing/status?challengeId=${this.#challengeId}`);
    const socket = new WebSocket(`${this.relayUrl}/?role=node`);
    this.#socket = socket;
    await once(socket, 'open');
    socket.on('message', (data) => this.#receive(JSON.parse(String(data)) as CommandFrame));
    const acknowledged = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        if ((JSON.parse(String(data)) as Envelope).messageType === 'auth_ack') resolve();
      });
    });
    this.#send('hello', 'req_hello', { role: 'node', capabilities: [], nodeId: this.nodeId });
    this.#send('auth', 'req_auth', { accessToken: status.nodeAccessToken });
    await acknowledged;
  }

  async close(): Promise<void> {
    if (this.#socket === undefined || this.#socket.readyState === WebSocket.CLOSED) return;
    this.#socket.close();
    await once(this.#socket, 'close');
  }

  get #api(): RelayApi {
    return new RelayApi({ httpUrl: this.relayUrl.replace('ws:', 'http:'), transport: nodeHttpTransport });
  }

  #receive({ messageType, requestId, payload }: CommandFrame): void {
    if (messageType === 'command_cancel') return this.#stop(requestId);
    if (messageType !== 'command') return;
    this.commands.push(payload);
    const data = this.onCommand(payload);
    if (data === undefined) return;
    const { action } = payload;
    this.#send('result', requestId, { ok: true, durationMs: 1, action, data, commandOutcome: 'completed' });
  }

  #stop(requestId: string): void {
    this.cancelled.push(requestId);
    this.#send('error', requestId, new OttoError('command_cancelled').toPayload());
  }

  #send(messageType: MessageType, requestId: string, payload: object): void {
    this.#socket?.send(JSON.stringify(makeFrame('node', messageType, requestId, payload)));
  }
}
