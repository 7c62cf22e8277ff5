import { IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches } from 'class-validator';
import { CHALLENGE_ID_PATTERN, CLIENT_ID_PATTERN, NODE_ID_PATTERN } from '../identifiers';
import { FailsWith } from './fails-with';
import { ListOf } from './nested';

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

export const PAIRING_STATUSES = ['pending', 'approved', 'expired'] as const;
export type PairingStatus = (typeof PAIRING_STATUSES)[number];

/** Answer of POST /api/pairing/request. Times are ms since 1970, as in every HTTP answer. */
export class PairingRequestAnswer {
  /** Known to nobody but the node: it fetches the node's tokens. */
  @IsString()
  challengeId: string;

  /** NNN-NNN, for the node's owner to read. */
  @IsString()
  code: string;

  @IsString()
  nodeId: string;

  @IsIn(['pending'])
  status: 'pending';

  @IsInt()
  expiresAt: number;
}

/** That a pairing waits, for callers who may not approve. */
export class CountedPairing {
  @IsIn(['pending'])
  status: 'pending';
}

/** A pairing that waits, for callers who may approve. */
export class PendingPairing extends CountedPairing {
  @IsString()
  nodeId: string;

  /** Only for callers who may approve. */
  @IsOptional()
  @IsString()
  code?: string;

  @IsInt()
  expiresAt: number;

  /** Whether the node was paired before, so that approving ends its earlier tokens. */
  @IsOptional()
  @IsBoolean()
  repairs?: boolean;
}

/** Answer of GET /api/pairing/pending: who waits, for callers who may approve; for everyone else only how many. */
export class PendingPairingsAnswer {
  @ListOf(PendingPairing, CountedPairing)
  pending: PendingPairing[] | CountedPairing[];
}

/** Answer of POST /api/pairing/approve: the tokens of a controller, of a new one where no client was named. */
export class PairingApproveAnswer {
  @IsString()
  nodeId: string;

  @IsString()
  controllerId: string;

  @IsArray()
  @IsString({ each: true })
  scopes: readonly string[];

  @IsString()
  controllerAccessToken: string;

  @IsString()
  controllerRefreshToken: string;

  /** The client that was granted the node. */
  @IsOptional()
  @IsString()
  clientId?: string;

  /** The node was paired before; its earlier tokens have ended. */
  @IsOptional()
  @IsIn([true])
  repaired?: true;
}

/** Answer of GET /api/pairing/status. The tokens are there from the approval until the node has used them once. */
export class PairingStatusAnswer {
  @IsString()
  challengeId: string;

  @IsString()
  nodeId: string;

  @IsIn(PAIRING_STATUSES)
  status: PairingStatus;

  @IsInt()
  expiresAt: number;

  @IsOptional()
  @IsString()
  nodeAccessToken?: string;

  @IsOptional()
  @IsString()
  nodeRefreshToken?: string;
}
