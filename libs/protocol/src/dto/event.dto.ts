import { IsIn, IsObject, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { OttoError } from '../errors/otto-error';
import { FailsWith } from './fails-with';

const ISO_8601 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const LOG_SOURCES = ['relay', 'controller', 'node'] as const;
export type LogSource = (typeof LOG_SOURCES)[number];

/** Node -> relay: one update of an active listener; the envelope's requestId is that of the subscribe. */
@FailsWith('invalid_envelope')
export class ListenerUpdateEvent {
  @IsIn(['listener_update'])
  type: 'listener_update';

  @IsOptional()
  data?: unknown;

  @IsOptional()
  @IsString()
  @MaxLength(128)
  updateType?: string;

  @IsOptional()
  emittedAt?: string | number;
}

/** What a node reports of itself; the relay binds it to the node, redacts it and stores it. */
@FailsWith('invalid_envelope')
export class ExtensionLogEntry {
  @IsIn(LOG_LEVELS)
  level: LogLevel;

  @IsString()
  @Length(1, 128)
  type: string;

  /** ISO-8601. By a pattern: formats are not checked, see VALIDATION_RULES. */
  @IsOptional()
  @Matches(ISO_8601)
  timestamp?: string;

  @IsOptional()
  @IsString()
  @MaxLength(128)
  requestId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(128)
  traceId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(128)
  action?: string;

  @IsOptional()
  @IsString()
  @MaxLength(64)
  status?: string;

  @IsOptional()
  data?: unknown;
}

@FailsWith('invalid_envelope')
export class ExtensionLogEvent {
  @IsIn(['extension_log'])
  type: 'extension_log';

  /** Checked on its own against ExtensionLogEntry. */
  @IsObject()
  entry: object;
}

/** Controller -> relay: asks for log entries as they are written. */
@FailsWith('invalid_envelope')
export class LogsSubscribeEvent {
  @IsIn(['logs_subscribe'])
  type: 'logs_subscribe';

  @IsOptional()
  @FailsWith('invalid_source')
  @IsIn([...LOG_SOURCES, 'all'])
  source?: LogSource | 'all';

  @IsOptional()
  @FailsWith('invalid_level')
  @IsIn(LOG_LEVELS)
  level?: LogLevel;

  @IsOptional()
  @IsString()
  @MaxLength(128)
  nodeId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(128)
  requestId?: string;
}

/** One line of the operation log, redacted. */
export class LogEntry {
  @IsString()
  id: string;

  /** ISO-8601. */
  @IsString()
  timestamp: string;

  @IsIn(LOG_LEVELS)
  level: LogLevel;

  @IsIn(LOG_SOURCES)
  source: LogSource;

  @IsString()
  type: string;

  @IsOptional()
  @IsString()
  requestId?: string;

  @IsOptional()
  @IsString()
  traceId?: string;

  @IsOptional()
  @IsString()
  nodeId?: string;

  @IsOptional()
  @IsString()
  clientId?: string;

  @IsOptional()
  @IsString()
  action?: string;

  @IsOptional()
  @IsString()
  status?: string;

  /** What the type has to tell; of results never more than sizes and shapes. */
  @IsOptional()
  data?: unknown;
}

/** What the relay sends in `event` frames, by type. */
export type RelayEvent =
  | { type: 'queued'; targetNodeId: string; tabSessionId?: string; queueDepth: number }
  | { type: 'routed'; targetNodeId: string; tabSessionId?: string }
  | { type: 'cancel_ack'; status: 'cancelled' | 'forwarded'; targetRequestId: string }
  | {
      type: 'lock_acquired' | 'lock_renewed' | 'lock_released' | 'lock_expired' | 'lock_conflict';
      targetNodeId: string;
      tabSessionId: string;
      lockOwnerControllerId: string;
      lockLeaseMs: number;
      /** ISO-8601. */
      lockExpiresAt: string;
    }
  /** An active listener ends without its owner's doing; `code` is the error that says why. On the subscribe's requestId. */
  | { type: 'listener_ended'; code: OttoError['code'] }
  /** To a node that named unanswered commands in its auth: these are still waited for, their answers may be sent again. */
  | { type: 'commands_resumed'; requestIds: readonly string[] }
  | { type: 'logs_subscribed' }
  | { type: 'log'; entry: LogEntry }
  | { type: 'access_requested'; clientId: string; name: string; description: string };
