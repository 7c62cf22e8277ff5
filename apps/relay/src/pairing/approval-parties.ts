import type { ControllerClient, ControllerClients } from '@otto/auth';
import { OttoError } from '@otto/protocol';
import type { Principal } from '../auth/principal';

/** What the approver of a pairing gets out of it, besides the node being let in. */
export interface ApprovalParties {
  /** The client that is granted the node, if any. */
  readonly grantee?: ControllerClient;
  /**
   * The client whose tokens are answered; a new one when undefined. The grantee only for the operator and for itself: a
   * node that may name any client must not get to speak for it.
   */
  readonly recipient?: ControllerClient;
}

/**
 * @param clientId the client that the approver names
 * @throws OttoError `client_not_found`; `forbidden_role` for a controller that names another client
 */
export function approvalParties(
  principal: Principal,
  clientId: string | undefined,
  clients: Pick<ControllerClients, 'get'>,
): ApprovalParties {
  if (principal.kind === 'controller') {
    const own = principal.claims.clientId;
    if (clientId !== undefined && clientId !== own) throw new OttoError('forbidden_role');
    const client = existing(own, clients);
    return { grantee: client, recipient: client };
  }
  if (clientId === undefined) return {};
  const grantee = existing(clientId, clients);
  return principal.kind === 'operator' ? { grantee, recipient: grantee } : { grantee };
}

function existing(clientId: string, clients: Pick<ControllerClients, 'get'>): ControllerClient {
  const client = clients.get(clientId);
  if (client === undefined) throw new OttoError('client_not_found', { clientId });
  return client;
}
