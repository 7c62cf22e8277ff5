import { OttoError } from '@otto/protocol';
import { ListenerUpdateEvent, compileValidator } from '@otto/protocol/dto';
import type { Frame } from '../ws/frame';
import type { Listener } from './listener';
import type { ListenerDesk } from './listener-desk';
import type { NodeAccess } from './node-access';
import type { NodeDirectory } from './node-directory';
import { forOwner } from './owner-bytes';

const updateOf = compileValidator(ListenerUpdateEvent);

/** Takes what nodes capture to those who subscribed it. */
export class ListenerUpdates {
  constructor(
    private readonly directory: NodeDirectory,
    private readonly access: NodeAccess,
    private readonly desk: ListenerDesk,
  ) {}

  /** A `listener_update`. Throws `listener_not_found`, `listener_node_mismatch`, `listener_owner_offline`. */
  relay(nodeId: string, frame: Frame): void {
    updateOf(frame.envelope.payload);
    const { requestId } = frame.envelope;
    const listener = this.directory.find(nodeId)?.listeners.find(requestId);
    if (listener === undefined) throw this.#unknownListener(requestId);
    const { owner } = listener;
    if (!owner.peer.isOpen) throw new OttoError('listener_owner_offline');
    if (!listener.isWanted) throw new OttoError('listener_not_found');
    if (!this.access.isGranted(owner.clientId, nodeId)) this.#endUngranted(listener);
    owner.peer.offer(forOwner(listener, frame));
  }

  /** The owner of the node has taken the grant back, or it has expired. */
  #endUngranted(listener: Listener): never {
    this.desk.stop(listener);
    listener.owner.event(listener, { type: 'listener_ended', code: 'acl_missing_node_grant' });
    throw new OttoError('listener_not_found');
  }

  #unknownListener(requestId: string): OttoError {
    for (const home of this.directory.all()) {
      if (home.listeners.has(requestId)) return new OttoError('listener_node_mismatch');
    }
    return new OttoError('listener_not_found');
  }
}
