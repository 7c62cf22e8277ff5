import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccessRequests, Grants } from '@otto/acl';
import { ControllerClients, RefreshFamilies } from '@otto/auth';
import type { ControllerRemoveAnswer } from '@otto/protocol';
import { SessionRegistry } from '../ws/session-registry';

export type TornDown = Pick<ControllerRemoveAnswer, 'aclRevokedCount' | 'refreshRevokedCount' | 'disconnectedSessions'>;

/** Ends what hangs on a client that does not exist any more. */
@Injectable()
export class ClientTeardown implements OnModuleInit {
  constructor(
    private readonly clients: ControllerClients,
    private readonly families: RefreshFamilies,
    private readonly grants: Grants,
    private readonly requests: AccessRequests,
    private readonly sessions: SessionRegistry,
  ) {}

  /** Finishes the removals in the middle of which an earlier relay was stopped. */
  async onModuleInit(): Promise<void> {
    const exists = (clientId: string): boolean => this.clients.has(clientId);
    await Promise.all([this.families.dropOrphans(exists), this.grants.dropOrphans(exists)]);
  }

  /** Sockets are closed before anything is written: that cannot fail. @throws OttoError `storage_unavailable` */
  async run(clientId: string): Promise<TornDown> {
    const disconnectedSessions = this.sessions.closeClient(clientId);
    this.requests.clearClient(clientId);
    const [families, aclRevokedCount] = await Promise.all([
      this.families.revokeWhere({ clientId }),
      this.grants.revokeClient(clientId),
    ]);
    return { aclRevokedCount, refreshRevokedCount: families.length, disconnectedSessions };
  }
}
