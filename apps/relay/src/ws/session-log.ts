import type { AccessClaims } from '@otto/auth';
import type { NewLogEntry, OperationLog } from '@otto/logs';
import type { Session } from './session';
import type { SessionWatcher } from './session-registry';
import type { EndReason } from './session-state';

/** Writes down who came and who went. */
export class SessionLog implements SessionWatcher {
  constructor(private readonly log: Pick<OperationLog, 'write'>) {}

  joined(session: Session, claims: AccessClaims): void {
    this.#write('session_opened', session, claims, {});
  }

  left(session: Session, claims: AccessClaims, reason: EndReason): void {
    const { droppedFrames } = session;
    this.#write('session_closed', session, claims, { reason, ...(droppedFrames > 0 && { droppedFrames }) });
  }

  #write(type: NewLogEntry['type'], session: Session, claims: AccessClaims, data: object): void {
    const who = claims.role === 'node' ? { nodeId: claims.nodeId } : { clientId: claims.clientId };
    this.log.write({
      level: 'info',
      source: 'relay',
      type,
      ...who,
      data: { role: claims.role, sessionId: session.id, address: session.address, ...data },
    });
  }
}
