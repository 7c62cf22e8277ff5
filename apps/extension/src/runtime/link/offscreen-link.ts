import type { ToLink } from './link-messages';
import { RelayLink, type LinkPorts } from './relay-link';
import { WorkerChannel, type WorkerPort } from './worker-channel';

export interface OffscreenLinkOptions extends Pick<LinkPorts, 'openSocket' | 'http'> {
  readonly openPort: () => WorkerPort;
}

/** Everything that runs in the offscreen document: the link to the relay on one side, the line to the worker on the other. */
export class OffscreenLink {
  readonly #channel: WorkerChannel;
  readonly #link: RelayLink;

  constructor({ openPort, openSocket, http }: OffscreenLinkOptions) {
    this.#channel = new WorkerChannel({
      open: openPort,
      onMessage: (message) => this.#hear(message),
      onAnswer: (requestId, text) => this.#link.answer(requestId, text),
    });
    this.#link = new RelayLink({
      openSocket,
      http,
      tell: (message) => this.#channel.tell(message),
      onFrame: (frame) => this.#channel.deliver(frame),
      running: () => this.#channel.unanswered,
    });
  }

  /** Opens the line to the worker, which answers with the configuration. */
  start(): void {
    this.#channel.tell({ type: 'keepalive' });
  }

  /** The machine is online again: whatever waits for its next attempt need not wait. */
  online(): void {
    this.#link.retry();
  }

  async #pass(batch: number, texts: readonly string[]): Promise<void> {
    await this.#link.pass(texts);
    this.#channel.tell({ type: 'events_passed', batch });
  }

  #hear(message: ToLink): void {
    switch (message.type) {
      case 'configure':
        return this.#link.configure(message.config);
      case 'retry':
        return this.#link.retry();
      case 'new_code':
        return this.#link.newCode();
      case 'renew':
        return void this.#link.renew();
      case 'answer':
        this.#link.answer(message.requestId, message.text);
        if (message.confirm) this.#channel.tell({ type: 'answered', requestId: message.requestId });
        return;
      case 'events':
        return void this.#pass(message.batch, message.texts);
      case 'stay':
        return this.#channel.stay(message.wanted);
    }
  }
}
