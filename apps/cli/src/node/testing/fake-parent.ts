import { EventEmitter } from 'node:events';
import type { HostMessage, StarterMessage } from '../host-messages';

/** The process that started a supervisor, as the supervisor sees it. */
export class FakeParent extends EventEmitter {
  connected = true;
  readonly sent: HostMessage[] = [];
  /** Told of everything that arrives here. */
  onSent: (message: HostMessage) => void = () => undefined;

  send(message: HostMessage): boolean {
    this.sent.push(message);
    this.onSent(message);
    return true;
  }

  says(message: StarterMessage): void {
    this.emit('message', message);
  }

  disconnect(): void {
    this.connected = false;
    this.emit('disconnect');
  }
}
