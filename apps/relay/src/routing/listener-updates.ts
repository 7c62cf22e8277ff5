import { OttoError } from '@otto/protocol';
import { ListenerUpdateEvent, compileValidator } from '@otto/protocol/dto';
import type { Frame } from '../ws/frame';
import type { NodeDirectory } from './node-directory';
import { forOwner } from './owner-bytes';

const updateOf = compileValidator(ListenerUpdateEvent);

/** Takes what nodes capture to those who subscribed it. */
export class ListenerUpdates {
  constructor(private readonly directory: NodeDirectory) {}

  /** A `listener_update`. Throws `listener_not_found`, `listener_node_mismatch`, `listener_owner_offline`. */
  relay(nodeId: string, frame: Frame): void {
    updateOf(frame.envelope.payload);
    const { requestId } = frame.envelope;
    const listener = this.directory.find(nodeId)?.listeners.find(requestId);
    if (listener === undefined) throw this.#unknownListener(requestId);
    const { owner } = listener;
    if (!owner.peer.isOpen) throw new OttoError('listener_owner_offline');
    if (!listener.isWanted) throw new OttoError('listener_not_found');
    owner.peer.offer(forOwner(listener, frame));
  }

  #unknownListener(requestId: string): OttoError {
    for (const home of this.directory.all()) {
      if (home.listeners.has(requestId)) return new OttoError('listener_node_mismatch');
    }
    return new OttoError('listener_not_found');
  }
}
