import { IsIn, IsInt, IsObject, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { LIMITS } from '../limits';
import { FailsWith } from './fails-with';

export const WAIT_POLICIES = ['fail_fast', 'wait_with_timeout'] as const;
/** What to do when the tab is busy or leased: refuse at once, or wait for it until the deadline. */
export type WaitPolicy = (typeof WAIT_POLICIES)[number];

const TIMEOUT = LIMITS.commandTimeoutMs;
const LEASE = LIMITS.lockLeaseMs;

/** `command`: controller -> relay -> node. */
@FailsWith('invalid_command')
export class CommandPayload {
  @FailsWith('missing_target_node')
  @IsString()
  @Length(1, 128)
  targetNodeId: string;

  @FailsWith('missing_action')
  @IsString()
  @Length(1, 128)
  action: string;

  /** What the action takes; see the action reference. Keys that start with `__` belong to the relay. */
  @IsObject()
  payload: Record<string, unknown>;

  /** A value never used before by this client. Checked by the replay guard, which answers `missing_replay_nonce`. */
  @IsOptional()
  @FailsWith('missing_replay_nonce')
  @IsString()
  @Length(1, 256)
  replayNonce?: string;

  /** The tab that the action works in. */
  @IsOptional()
  @IsString()
  @Length(1, 128)
  tabSessionId?: string;

  /** ms from acceptance to the terminal frame, waiting included. */
  @IsOptional()
  @IsInt()
  @Min(TIMEOUT.min)
  @Max(TIMEOUT.max)
  timeoutMs?: number;

  @IsOptional()
  @IsIn(WAIT_POLICIES)
  waitPolicy?: WaitPolicy;

  /** Lets a node recognise a command that is sent again after a lost connection, and answer what it answered before. */
  @IsOptional()
  @IsString()
  @Length(1, 128)
  idempotencyKey?: string;
}

/** `command_cancel`: controller -> relay; also relay -> node, where targetRequestId is the command's own. */
@FailsWith('missing_target_request')
export class CommandCancelPayload {
  @IsString()
  @Length(1, 128)
  targetRequestId: string;
}

@FailsWith('invalid_command')
export class TabUnlockPayload {
  @FailsWith('missing_target_node')
  @IsString()
  @Length(1, 128)
  targetNodeId: string;

  @IsString()
  @Length(1, 128)
  tabSessionId: string;
}

@FailsWith('invalid_command')
export class TabLockPayload extends TabUnlockPayload {
  @IsOptional()
  @IsInt()
  @Min(LEASE.min)
  @Max(LEASE.max)
  lockLeaseMs?: number;

  @IsOptional()
  @IsIn(WAIT_POLICIES)
  waitPolicy?: WaitPolicy;

  @IsOptional()
  @IsInt()
  @Min(TIMEOUT.min)
  @Max(TIMEOUT.max)
  timeoutMs?: number;
}
