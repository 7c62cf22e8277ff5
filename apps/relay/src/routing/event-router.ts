import { OttoError, isRecord } from '@otto/protocol';
import type { Frame } from '../ws/frame';
import type { Session } from '../ws/session';
import type { Controllers } from './controllers';
import type { ExtensionLogs } from './extension-logs';
import type { ListenerUpdates } from './listener-updates';
import type { LogStreams } from './log-streams';

/** Takes `event` frames to where their type belongs. */
export class EventRouter {
  constructor(
    private readonly controllers: Controllers,
    private readonly updates: ListenerUpdates,
    private readonly extensionLogs: ExtensionLogs,
    private readonly logStreams: LogStreams,
  ) {}

  /** Throws `invalid_envelope` for a type that the sender's role does not send, and whatever the type's own rules say. */
  route(session: Session, frame: Frame): void {
    const { claims } = session;
    const type = eventType(frame);
    if (claims.role === 'node' && type === 'listener_update') this.updates.relay(claims.nodeId, frame);
    else if (claims.role === 'node' && type === 'extension_log') this.extensionLogs.take(claims.nodeId, frame);
    else if (claims.role === 'controller' && type === 'logs_subscribe') {
      this.logStreams.begin(session, this.controllers.of(session), frame);
    } else throw new OttoError('invalid_envelope', { reason: `a ${claims.role} sends no event of this type` });
  }
}

/** Whether the rate limit lets an event through uncounted. */
export function isListenerUpdate(payload: object): boolean {
  return isRecord(payload) && payload.type === 'listener_update';
}

function eventType({ envelope: { payload } }: Frame): unknown {
  return isRecord(payload) ? payload.type : undefined;
}
