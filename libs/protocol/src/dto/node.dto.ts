import { IsBoolean, IsInt, IsOptional, IsString, Matches } from 'class-validator';
import { NODE_ID_PATTERN } from '../identifiers';
import { FailsWith } from './fails-with';
import { ListOf } from './nested';

/** A node with an authenticated session. */
export class ConnectedNode {
  @IsString()
  nodeId: string;

  /** Whether the calling controller may drive it; the operator is not told, since it drives none. */
  @IsOptional()
  @IsBoolean()
  granted?: boolean;
}

/** Answer of GET /api/nodes/connected */
export class ConnectedNodesAnswer {
  @ListOf(ConnectedNode)
  nodes: ConnectedNode[];
}

/** POST /api/nodes/revoke */
export class NodeRevokeBody {
  @FailsWith('invalid_node_id', { missing: 'nodeId_required' })
  @Matches(NODE_ID_PATTERN)
  nodeId: string;
}

/** Answer of POST /api/nodes/revoke; zeros for a node that had nothing to end. */
export class NodeRevokeAnswer {
  @IsBoolean()
  ok: true;

  @IsString()
  nodeId: string;

  /** Logins of the node that have ended. */
  @IsInt()
  refreshRevokedCount: number;

  @IsInt()
  disconnectedSessions: number;
}
