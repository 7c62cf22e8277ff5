import { Inject, Injectable } from '@nestjs/common';
import { AccessRequests, expiryTime, Grants, type GrantChange } from '@otto/acl';
import { ControllerClients } from '@otto/auth';
import { OperationLog } from '@otto/logs';
import {
  OttoError,
  type ControllerAccessAnswer,
  type ControllerAccessBody,
  type ControllerAccessEntry,
  type ControllerAccessListAnswer,
} from '@otto/protocol';
import { CLOCK, type Clock } from '../config/clock';

/** What the owner of a node decides: which clients may drive it, how far and for how long. */
@Injectable()
export class AccessService {
  constructor(
    private readonly clients: ControllerClients,
    private readonly grants: Grants,
    private readonly requests: AccessRequests,
    private readonly log: OperationLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Every registered client, with its grant for the node where it has one. */
  list(nodeId: string): ControllerAccessListAnswer {
    const grants = new Map(this.grants.forNode(nodeId).map((grant) => [grant.clientId, grant]));
    const requests = new Map(this.requests.forNode(nodeId).map((request) => [request.clientId, request]));
    const clients = this.clients.list().map(({ clientId, name, description, avatarSeed }): ControllerAccessEntry => {
      const { grantedAt, expiresAt, scopes, sites } = grants.get(clientId) ?? {};
      const { requestedAt } = requests.get(clientId) ?? {};
      const granted = grants.has(clientId);
      return { clientId, name, description, avatarSeed, granted, grantedAt, expiresAt, scopes, sites, requestedAt };
    });
    return { nodeId, clients };
  }

  /**
   * Grants a client the node, in place of an earlier grant, or takes the grant away.
   *
   * @throws OttoError `client_not_found`, `invalid_expiresAt`, `clientId_and_grant_required`, `storage_unavailable`
   */
  async decide(nodeId: string, body: ControllerAccessBody): Promise<ControllerAccessAnswer> {
    const { clientId, grant } = body;
    if (!this.clients.has(clientId)) throw new OttoError('client_not_found', { clientId });
    const { expiresAt, scopes, sites } = grant ? await this.#grant(nodeId, body) : await this.#revoke(nodeId, body);
    const type = grant ? 'access_granted' : 'access_revoked';
    this.log.write({ level: 'info', source: 'relay', type, nodeId, clientId, data: { expiresAt, scopes, sites } });
    return { ok: true, clientId, nodeId, granted: grant };
  }

  async #grant(nodeId: string, { clientId, scopes, sites, expiresAt }: ControllerAccessBody): Promise<GrantChange> {
    const until = expiresAt === undefined ? undefined : expiryTime(expiresAt, this.clock());
    const grant = await this.grants.grant({ clientId, nodeId, scopes, sites, expiresAt: until });
    this.requests.clear(clientId, nodeId);
    return grant;
  }

  async #revoke(nodeId: string, { clientId }: ControllerAccessBody): Promise<Partial<GrantChange>> {
    await this.grants.revoke(clientId, nodeId);
    this.requests.clear(clientId, nodeId);
    return {};
  }
}
