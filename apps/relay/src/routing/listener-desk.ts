import type { OttoError } from '@otto/protocol';
import type { Frame } from '../ws/frame';
import type { Command } from './command';
import type { CommandObserver } from './command-observer';
import type { Ending } from './ending';
import { Listener } from './listener';
import type { NodeDirectory } from './node-directory';
import { readAnswer } from './node-answer';

/** Begins and ends subscriptions, as the results of their commands come in and as owners and nodes go. */
export class ListenerDesk implements Partial<CommandObserver> {
  constructor(private readonly directory: NodeDirectory) {}

  ended(command: Command, { result }: Ending): void {
    if (result?.ok !== true) return;
    if (command.action === 'listener.subscribe') this.#begin(command);
    else if (command.action === 'listener.unsubscribe') this.#unsubscribed(command);
  }

  /** A subscription that began when nobody waited for it any more would capture for nobody. */
  answeredLate(command: Command, answer: Frame): void {
    if (command.action !== 'listener.subscribe' || readAnswer(answer).result?.ok !== true) return;
    const listener = new Listener(command);
    this.directory.find(command.nodeId)?.listeners.add(listener);
    this.stop(listener);
  }

  /** Ends a subscription that its owner has not ended itself, and has the node stop capturing. */
  stop(listener: Listener): void {
    const { owner, nodeId, nodeRequestId } = listener;
    if (!listener.isWanted) return;
    listener.isWanted = false;
    owner.close(listener);
    const home = this.directory.find(nodeId);
    const payload = { targetRequestId: nodeRequestId, __controllerClientId: owner.clientId };
    // Kept until then, so that the node hears that the owner is gone if it goes on.
    home?.order('listener.unsubscribe', payload, () => home.listeners.remove(listener));
  }

  /** The same for one that its owner may not have any more; it is told why. */
  end(listener: Listener, { code }: OttoError): void {
    this.stop(listener);
    listener.owner.event(listener, { type: 'listener_ended', code });
  }

  /** A node is gone, and its captures with it. */
  nodeGone(listeners: readonly Listener[]): void {
    for (const listener of listeners) {
      if (!listener.isWanted) continue;
      listener.isWanted = false;
      listener.owner.close(listener);
      listener.owner.event(listener, { type: 'listener_ended', code: 'node_disconnected' });
    }
  }

  #begin(subscribe: Command): void {
    const listener = new Listener(subscribe);
    subscribe.owner.open(listener);
    this.directory.find(subscribe.nodeId)?.listeners.add(listener);
  }

  #unsubscribed({ owner, payload, nodeId }: Command): void {
    const listener = owner.find(String(payload.targetRequestId));
    if (listener?.kind !== 'listener') return;
    listener.isWanted = false;
    owner.close(listener);
    this.directory.find(nodeId)?.listeners.remove(listener);
  }
}
