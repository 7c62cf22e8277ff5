import type { OperationLog } from '@otto/logs';
import { OttoError, scopesCover, type LogsSubscribeEvent } from '@otto/protocol';
import { LogsSubscribeEvent as LogsSubscribeDto, compileValidator } from '@otto/protocol/dto';
import type { LogVisibility } from '../logs/log-visibility';
import type { Frame } from '../ws/frame';
import { relayFrame } from '../ws/relay-frame';
import type { Session } from '../ws/session';
import type { Controller } from './controller';

const subscribeOf = compileValidator<LogsSubscribeEvent>(LogsSubscribeDto);

/** Shows controllers log entries as they are written: those of their own commands and of the nodes that they are granted. */
export class LogStreams {
  readonly #endings = new Map<Controller, () => void>();

  constructor(
    private readonly log: Pick<OperationLog, 'subscribe'>,
    private readonly visibility: Pick<LogVisibility, 'forClient'>,
  ) {}

  /**
   * A `logs_subscribe`; it takes the place of an earlier one of the session.
   *
   * @throws OttoError `invalid_source`, `invalid_level`, `invalid_envelope`, `forbidden_action`
   */
  begin(session: Session, controller: Controller, { envelope }: Frame): void {
    const { source, level, nodeId, requestId } = subscribeOf(envelope.payload);
    if (!scopesCover(session.claims.scopes, 'logs.read'))
      throw new OttoError('forbidden_action', { action: 'logs.read' });
    this.end(controller);
    const visible = this.visibility.forClient(controller.clientId);
    const filter = { source: source === 'all' ? undefined : source, level, nodeId, requestId, visible };
    controller.event(envelope, { type: 'logs_subscribed' });
    const unsubscribe = this.log.subscribe(filter, (entry) => {
      controller.peer.offer(relayFrame('event', envelope.requestId, { type: 'log', entry }, envelope.traceId));
    });
    this.#endings.set(controller, unsubscribe);
  }

  end(controller: Controller): void {
    this.#endings.get(controller)?.();
    this.#endings.delete(controller);
  }
}
