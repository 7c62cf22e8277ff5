import type { CommandPayload } from '@otto/protocol';
import type { ReceivedFrame } from '../frame-inbox';
import { Peer } from '../peer';
import type { TestNode } from '../relay-under-test';

/** What a spec has a node do: the data of the result; undefined leaves the command without an answer. */
export type Play = (command: CommandPayload, frame: ReceivedFrame) => object | undefined;

/** A node without a browser, that answers as a spec tells it. It says what it captures only when it is told to. */
export class PlayedNode {
  /** Commands in the order of their coming. */
  readonly commands: ReceivedFrame[] = [];
  play: Play = () => ({});
  #peer: Peer | undefined;
  readonly #waiting: { readonly action: string; readonly take: (frame: ReceivedFrame) => void }[] = [];

  constructor(readonly identity: TestNode) {}

  get nodeId(): string {
    return this.identity.nodeId;
  }

  async connect(wsUrl: string): Promise<void> {
    const { nodeId, accessToken } = this.identity;
    const peer = await Peer.connect(wsUrl, 'node', accessToken, { nodeId });
    this.#peer = peer;
    peer.socket.on('message', (data: Buffer) => this.#receive(peer, JSON.parse(data.toString()) as ReceivedFrame));
  }

  /** Goes without a word. */
  async vanish(): Promise<void> {
    await this.#peer?.terminate();
  }

  /** The first command of this action, came it already or not. */
  command(action: string): Promise<ReceivedFrame> {
    const came = this.commands.find(({ payload }) => payload.action === action);
    return came ? Promise.resolve(came) : new Promise((take) => this.#waiting.push({ action, take }));
  }

  /** What a listener on it captures. */
  captured(requestId: string, data: unknown): void {
    this.#peer?.send('event', { type: 'listener_update', updateType: 'network.response', data }, { requestId });
  }

  async stop(): Promise<void> {
    if (this.#peer && this.#peer.socket.readyState !== this.#peer.socket.CLOSED) await this.#peer.close();
  }

  #receive(peer: Peer, frame: ReceivedFrame): void {
    if (frame.messageType !== 'command') return;
    const command = frame.payload as unknown as CommandPayload;
    this.commands.push(frame);
    const data = this.play(command, frame);
    if (data !== undefined) peer.answer(frame, { data });
    for (const { take } of this.#waiting.filter(({ action }) => action === command.action)) take(frame);
  }
}
