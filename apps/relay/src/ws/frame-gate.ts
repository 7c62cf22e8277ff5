import type { ControllerClients } from '@otto/auth';
import { OttoError, type Envelope } from '@otto/protocol';
import type { Acceptance } from './accepts.decorator';
import type { Session } from './session';

/** What every frame has to pass before its handler sees it. The first check that fails gives the answer. */
export class FrameGate {
  constructor(
    private readonly clients: Pick<ControllerClients, 'has'>,
    private readonly now: () => number,
  ) {}

  /**
   * @throws OttoError `not_initialized`, `unauthenticated`, `role_mismatch`, `forbidden_role`, `controller_revoked` (the
   * session is closed afterwards), `rate_limited`
   */
  admit(session: Session, envelope: Envelope, acceptance: Acceptance): void {
    requireState(session, acceptance);
    requireRole(session, envelope, acceptance);
    const now = this.now();
    session.lastHeardAt = now;
    if (session.state.kind === 'authenticated') this.#requireClient(session);
    if (isCounted(acceptance, envelope)) charge(session, now);
  }

  /** Counts what came in instead of a frame. Throws `rate_limited`. */
  count(session: Session): void {
    charge(session, this.now());
  }

  #requireClient(session: Session): void {
    const { claims } = session;
    if (claims.role !== 'controller' || this.clients.has(claims.clientId)) return;
    // After the answer: a closed session sends nothing.
    queueMicrotask(() => session.close('revoked'));
    throw new OttoError('controller_revoked');
  }
}

function requireState({ state }: Session, { during = ['authenticated'] }: Acceptance): void {
  if (during.includes(state.kind)) return;
  throw new OttoError(state.kind === 'opened' ? 'not_initialized' : 'unauthenticated');
}

function requireRole(session: Session, { senderRole }: Envelope, { from }: Acceptance): void {
  if (senderRole !== session.role) throw new OttoError('role_mismatch');
  if (!from.includes(session.role)) throw new OttoError('forbidden_role');
}

function isCounted({ uncounted }: Acceptance, { payload }: Envelope): boolean {
  return typeof uncounted === 'function' ? !uncounted(payload as object) : uncounted !== true;
}

function charge(session: Session, now: number): void {
  const retryAfterMs = session.rate.take(now);
  if (retryAfterMs > 0) throw new OttoError('rate_limited', { retryAfterMs });
}
