import { Injectable } from '@nestjs/common';
import { RefreshFamilies } from '@otto/auth';
import { OperationLog } from '@otto/logs';
import type { NodeRevokeAnswer } from '@otto/protocol';
import { SessionRegistry } from '../ws/session-registry';

/** Ends the tokens of a node. */
@Injectable()
export class NodeRevocation {
  constructor(
    private readonly families: RefreshFamilies,
    private readonly sessions: SessionRegistry,
    private readonly log: OperationLog,
  ) {}

  /** Its tokens first, so that it cannot come back between the two. @throws OttoError `storage_unavailable` */
  async revoke(nodeId: string): Promise<NodeRevokeAnswer> {
    const families = await this.families.revokeWhere({ nodeId });
    const disconnectedSessions = this.sessions.closeNode(nodeId);
    const data = { refreshRevokedCount: families.length, disconnectedSessions };
    this.log.write({ level: 'info', source: 'relay', type: 'node_revoked', nodeId, data });
    return { ok: true, nodeId, ...data };
  }
}
