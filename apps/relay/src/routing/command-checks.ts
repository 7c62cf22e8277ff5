import type { Grant } from '@otto/acl';
import { OttoError, findAction, scopesCover, type CommandPayload, type Envelope } from '@otto/protocol';
import { CommandPayload as CommandDto, ListenerUnsubscribePayload, compileValidator } from '@otto/protocol/dto';
import { tabOf } from './command-tab';
import type { Controller } from './controller';
import type { Controllers } from './controllers';
import type { Listener } from './listener';
import type { NodeAccess } from './node-access';
import type { ReplayGuard } from './replay-guard';

const commandOf = compileValidator<CommandPayload>(CommandDto);
const unsubscribeOf = compileValidator(ListenerUnsubscribePayload);

/** What the checks have found out. */
export interface CheckedCommand {
  readonly payload: CommandPayload;
  readonly grant: Grant;
  /** The tab in whose lane it runs. */
  readonly tabSessionId: string | undefined;
  /** The listener that a `listener.unsubscribe` ends. */
  readonly listener: Listener | undefined;
}

/**
 * The checks of a command, in the order of the wire protocol: the first that fails gives the answer. Role, revocation and
 * rate come before, for every frame (FrameGate); node, lease and lane come after, where the node's state is (NodeHome).
 */
export class CommandChecks {
  constructor(
    private readonly replay: ReplayGuard,
    private readonly access: NodeAccess,
    private readonly controllers: Controllers,
  ) {}

  /**
   * @throws OttoError `missing_target_node`, `missing_action`, `invalid_command`, `duplicate_request_id`;
   * `forbidden_action`; `invalid_timestamp`, `timestamp_out_of_window`, `missing_replay_nonce`, `replay_rejected`;
   * `acl_missing_node_grant`; `missing_listener_target`, `listener_not_found`, `listener_owner_mismatch`,
   * `listener_node_mismatch`
   */
  check(controller: Controller, scopes: readonly string[], envelope: Envelope): CheckedCommand {
    const { clientId } = controller;
    const payload = commandOf(envelope.payload);
    const tabSessionId = tabOf(payload);
    controller.requireUnused(envelope.requestId);
    requireScope(scopes, payload.action);
    this.replay.admit(clientId, envelope.timestamp, payload.replayNonce);
    const grant = this.access.requireAction(clientId, payload.targetNodeId, payload.action);
    const listener = this.#requireListener(controller, payload);
    return { payload, grant, tabSessionId, listener };
  }

  #requireListener(controller: Controller, { action, payload, targetNodeId }: CommandPayload): Listener | undefined {
    if (action !== 'listener.unsubscribe') return undefined;
    const { targetRequestId } = unsubscribeOf(payload);
    const listener = controller.find(targetRequestId);
    if (listener?.kind !== 'listener') throw this.#unknownListener(targetRequestId);
    if (listener.nodeId !== targetNodeId) throw new OttoError('listener_node_mismatch');
    return listener;
  }

  #unknownListener(requestId: string): OttoError {
    for (const other of this.controllers.all()) {
      if (other.find(requestId)?.kind === 'listener') return new OttoError('listener_owner_mismatch');
    }
    return new OttoError('listener_not_found');
  }
}

function requireScope(scopes: readonly string[], action: string): void {
  const isOfRelay = findAction(action)?.sender === 'relay';
  if (isOfRelay || !scopesCover(scopes, action)) throw new OttoError('forbidden_action', { action });
}
