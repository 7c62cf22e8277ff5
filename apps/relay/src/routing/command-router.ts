import type { Grant } from '@otto/acl';
import { LIMITS, OttoError, type CommandPayload, type Envelope } from '@otto/protocol';
import { CommandCancelPayload, compileValidator } from '@otto/protocol/dto';
import type { Frame } from '../ws/frame';
import type { Session } from '../ws/session';
import { Command } from './command';
import { commandBytes, unsubscribeBytes } from './command-bytes';
import type { CheckedCommand, CommandChecks } from './command-checks';
import type { Controller, OpenRequest } from './controller';
import type { Controllers } from './controllers';
import type { GrantEnds } from './grant-ends';
import type { NodeDirectory } from './node-directory';
import { RelayMetadata } from './relay-metadata';
import type { StreamDesk } from './stream-desk';

const cancelOf = compileValidator(CommandCancelPayload);

/** Takes commands from their checks to the home of their node, and the answers of nodes there. */
export class CommandRouter {
  readonly #metadata = new WeakMap<Grant, RelayMetadata>();

  constructor(
    private readonly controllers: Controllers,
    private readonly checks: CommandChecks,
    private readonly directory: NodeDirectory,
    private readonly streams: StreamDesk,
    private readonly grantEnds: GrantEnds,
  ) {}

  /** A `command`. What is thrown answers it; if nothing is, it is accepted and has its one terminal frame to come. */
  accept(session: Session, { envelope, bytes }: Frame): void {
    const controller = this.controllers.of(session);
    const checked = this.checks.check(controller, session.claims.scopes, envelope);
    const { targetNodeId } = checked.payload;
    const home = this.directory.find(targetNodeId);
    if (home === undefined) throw new OttoError('node_offline', { nodeId: targetNodeId });
    home.commands.accept(this.#command(controller, { envelope: envelope as Envelope<CommandPayload>, bytes }, checked));
    this.grantEnds.watch(controller, checked.grant);
  }

  /** A `command_cancel`. Throws `missing_target_request`, `command_not_found`, `command_owner_mismatch`. */
  cancel(session: Session, { envelope }: Frame): void {
    const { targetRequestId } = cancelOf(envelope.payload);
    const controller = this.controllers.of(session);
    const target = controller.find(targetRequestId);
    const status = target && this.#cancel(target);
    if (status === undefined) throw this.#unknownCommand(targetRequestId);
    const { requestId, traceId } = envelope;
    controller.event({ requestId, traceId }, { type: 'cancel_ack', status, targetRequestId });
  }

  /** A `result` or `error` of a node. Throws `result_not_owned`, `invalid_result`. */
  answer(session: Session, frame: Frame): void {
    const { claims } = session;
    const home = claims.role === 'node' ? this.directory.find(claims.nodeId) : undefined;
    if (home === undefined) throw new OttoError('result_not_owned');
    home.answer(frame);
  }

  #command(controller: Controller, { envelope, bytes }: Frame<CommandPayload>, checked: CheckedCommand): Command {
    const { payload, grant, tabSessionId, listener } = checked;
    const metadata = this.#metadataFor(grant);
    return new Command(controller, {
      requestId: envelope.requestId,
      traceId: envelope.traceId,
      nodeId: payload.targetNodeId,
      action: payload.action,
      payload: payload.payload,
      tabSessionId,
      waitPolicy: payload.waitPolicy ?? 'fail_fast',
      timeoutMs: payload.timeoutMs ?? LIMITS.commandTimeoutMs.default,
      bytes:
        listener === undefined
          ? commandBytes(bytes, envelope, metadata)
          : unsubscribeBytes(bytes, envelope, listener, metadata),
    });
  }

  #metadataFor(grant: Grant): RelayMetadata {
    const known = this.#metadata.get(grant);
    if (known !== undefined) return known;
    const metadata = new RelayMetadata(grant.clientId, grant);
    this.#metadata.set(grant, metadata);
    return metadata;
  }

  #cancel(target: OpenRequest): 'cancelled' | 'forwarded' | undefined {
    switch (target.kind) {
      case 'command':
        return this.directory.find(target.nodeId)?.commands.cancel(target);
      case 'stream':
        this.streams.end(target, 'cancelled');
        return 'cancelled';
      case 'lock':
        this.directory.find(target.nodeId)?.tabs.refuse(target, new OttoError('command_cancelled'));
        return 'cancelled';
      case 'listener':
        return undefined;
    }
  }

  #unknownCommand(requestId: string): OttoError {
    for (const other of this.controllers.all()) {
      const kind = other.find(requestId)?.kind;
      if (kind === 'command' || kind === 'stream') return new OttoError('command_owner_mismatch');
    }
    return new OttoError('command_not_found');
  }
}
