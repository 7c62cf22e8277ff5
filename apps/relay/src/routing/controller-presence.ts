import type { AccessClaims } from '@otto/auth';
import { OttoError } from '@otto/protocol';
import type { Session } from '../ws/session';
import type { SessionRegistry, SessionWatcher } from '../ws/session-registry';
import type { EndReason } from '../ws/session-state';
import type { ControllerCleanUp } from './controller-clean-up';
import type { Controllers } from './controllers';
import type { NodeDirectory } from './node-directory';

/** Lets controllers in, and sees to what they leave behind when they go. */
export class ControllerPresence implements SessionWatcher {
  constructor(
    private readonly controllers: Controllers,
    private readonly cleanUp: ControllerCleanUp,
    private readonly directory: NodeDirectory,
    private readonly sessions: Pick<SessionRegistry, 'isClientConnected'>,
  ) {}

  joined(session: Session, claims: AccessClaims): void {
    if (claims.role === 'controller') this.controllers.add(session, claims.clientId, claims.controllerId);
  }

  left(session: Session, _claims: AccessClaims, reason: EndReason): void {
    const controller = this.controllers.remove(session);
    if (controller === undefined) return;
    this.cleanUp.end(controller, farewell(reason));
    // A relay that goes away comes back, and so do its controllers, who want to find their tabs.
    if (reason !== 'goingAway') this.#closeTabs(controller.clientId);
  }

  #closeTabs(controllerClientId: string): void {
    if (this.sessions.isClientConnected(controllerClientId)) return;
    for (const home of [...this.directory.all()]) {
      if (home.isConnected) home.order('primitive.tab.close_owned', { controllerClientId });
    }
  }
}

/** What a controller that the relay itself sends away gets as the terminal frame of its commands. */
function farewell(reason: EndReason): OttoError | undefined {
  if (reason === 'goingAway') return new OttoError('relay_shutting_down');
  return reason === 'revoked' ? new OttoError('controller_revoked') : undefined;
}
