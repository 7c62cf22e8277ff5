import { grantCovers, type AccessRequests, type Grant, type Grants } from '@otto/acl';
import type { ControllerClients } from '@otto/auth';
import { NODE_ID_PATTERN, OttoError } from '@otto/protocol';
import type { SessionRegistry } from '../ws/session-registry';

/** Which clients may drive which nodes; the owner of a node hears of those who may not yet. */
export class NodeAccess {
  constructor(
    private readonly grants: Pick<Grants, 'find'>,
    private readonly requests: Pick<AccessRequests, 'note'>,
    private readonly clients: Pick<ControllerClients, 'get'>,
    private readonly sessions: Pick<SessionRegistry, 'tellNode'>,
  ) {}

  isGranted(clientId: string, nodeId: string): boolean {
    return this.grants.find(clientId, nodeId) !== undefined;
  }

  /** Throws `acl_missing_node_grant`. */
  require(clientId: string, nodeId: string): Grant {
    const grant = this.grants.find(clientId, nodeId);
    if (grant !== undefined) return grant;
    this.#askOwner(clientId, nodeId);
    throw new OttoError('acl_missing_node_grant', { nodeId });
  }

  /** The same for an action. Throws `forbidden_action` as well, where the grant is narrowed to others. */
  requireAction(clientId: string, nodeId: string, action: string): Grant {
    const grant = this.require(clientId, nodeId);
    if (!grantCovers(grant, action)) throw new OttoError('forbidden_action', { action });
    return grant;
  }

  #askOwner(clientId: string, nodeId: string): void {
    const client = this.clients.get(clientId);
    if (client === undefined || !NODE_ID_PATTERN.test(nodeId) || !this.requests.note(clientId, nodeId)) return;
    const { name, description } = client;
    this.sessions.tellNode(nodeId, { type: 'access_requested', clientId, name, description });
  }
}
