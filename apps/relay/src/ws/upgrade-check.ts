import type { IncomingMessage } from 'node:http';
import { OttoError, PEER_ROLES, type PeerRole } from '@otto/protocol';
import type { FrontDoor } from '../front-door/front-door';
import type { SessionRegistry } from './session-registry';
import type { Strangers } from './strangers';

/** Whom an upgrade lets in. Who that is, the session's own auth has to show. */
export interface AdmittedPeer {
  readonly role: PeerRole;
  readonly address: string;
}

const PATH = '/';

/** What a WebSocket upgrade has to pass before it becomes a session. */
export class UpgradeCheck {
  constructor(
    private readonly frontDoor: Pick<FrontDoor, 'admitUpgrade'>,
    private readonly sessions: Pick<SessionRegistry, 'isEnding'>,
    private readonly strangers: Strangers,
  ) {}

  /**
   * @throws OttoError `relay_shutting_down`, `not_found`, `invalid_role`, `host_not_allowed`, `origin_not_allowed`,
   * `too_many_connections`
   */
  admit(request: IncomingMessage): AdmittedPeer {
    if (this.sessions.isEnding) throw new OttoError('relay_shutting_down');
    const [path, query] = (request.url ?? PATH).split('?', 2);
    if (path !== PATH) throw new OttoError('not_found');
    const role = new URLSearchParams(query).get('role');
    if (!isPeerRole(role)) throw new OttoError('invalid_role');
    const { address } = this.frontDoor.admitUpgrade(request, role);
    this.strangers.check(address);
    return { role, address };
  }
}

function isPeerRole(value: string | null): value is PeerRole {
  return PEER_ROLES.some((role) => role === value);
}
