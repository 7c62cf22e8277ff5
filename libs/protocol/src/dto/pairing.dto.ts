import { IsOptional, IsString, Length, Matches } from 'class-validator';
import { CHALLENGE_ID_PATTERN, CLIENT_ID_PATTERN, NODE_ID_PATTERN } from '../identifiers';
import { FailsWith } from './fails-with';

/** POST /api/pairing/request */
export class PairingRequestBody {
  @FailsWith('invalid_node_id', { missing: 'nodeId_required' })
  @Matches(NODE_ID_PATTERN)
  nodeId: string;

  /** Sent by the holder of a pending challenge to get the same answer again. */
  @IsOptional()
  @FailsWith('challenge_not_found')
  @Matches(CHALLENGE_ID_PATTERN)
  challengeId?: string;
}

/** GET /api/pairing/status */
export class PairingStatusQuery {
  @FailsWith('challenge_not_found', { missing: 'challengeId_required' })
  @Matches(CHALLENGE_ID_PATTERN)
  challengeId: string;
}

/** POST /api/pairing/approve */
export class PairingApproveBody {
  /** NNN-NNN as the popup shows it. A value of another form counts as a wrong code. */
  @FailsWith('code_required')
  @IsString()
  @Length(1, 32)
  code: string;

  /** The client that is granted the node at once. */
  @IsOptional()
  @FailsWith('client_not_found')
  @Matches(CLIENT_ID_PATTERN)
  clientId?: string;
}

export type PairingStatus = 'pending' | 'approved' | 'expired';

/** Times are ms since 1970, as in every HTTP answer. */
export interface PairingRequestAnswer {
  challengeId: string;
  code: string;
  nodeId: string;
  status: 'pending';
  expiresAt: number;
}

export interface PendingPairing {
  nodeId: string;
  /** Only for callers who may approve. */
  code?: string;
  status: 'pending';
  expiresAt: number;
  /** Whether the node was paired before, so that approving ends its earlier tokens. */
  repairs?: boolean;
}

/** GET /api/pairing/pending: who waits, for callers who may approve; for everyone else only how many. */
export interface PendingPairingsAnswer {
  pending: PendingPairing[] | Pick<PendingPairing, 'status'>[];
}

export interface PairingApproveAnswer {
  nodeId: string;
  controllerId: string;
  scopes: readonly string[];
  controllerAccessToken: string;
  controllerRefreshToken: string;
  /** The client that was granted the node. */
  clientId?: string;
  repaired?: true;
}

export interface PairingStatusAnswer {
  challengeId: string;
  nodeId: string;
  status: PairingStatus;
  expiresAt: number;
  nodeAccessToken?: string;
  nodeRefreshToken?: string;
}
