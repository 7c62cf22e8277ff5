import { Allow, IsIn, IsInt, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { LOG_LEVELS, LOG_SOURCES, LogEntry, type LogLevel, type LogSource } from './event.dto';
import { FailsWith } from './fails-with';
import { ListOf, ObjectOf } from './nested';

/** Query of GET /api/logs, /api/logs/export and /api/logs/status. Everything is text here; the log query turns it into values. */
export class LogsQuery {
  /** ISO-8601, or ms since 1970. */
  @IsOptional()
  @FailsWith('invalid_since')
  @IsString()
  @MaxLength(64)
  since?: string;

  /** Entries of this level and the more serious ones. */
  @IsOptional()
  @FailsWith('invalid_level')
  @IsIn(LOG_LEVELS)
  level?: LogLevel;

  @IsOptional()
  @FailsWith('invalid_source')
  @IsIn([...LOG_SOURCES, 'all'])
  source?: LogSource | 'all';

  /** Only the newest so many. */
  @IsOptional()
  @FailsWith('invalid_latest')
  @Matches(/^([1-9]\d{0,3}|10000)$/)
  latest?: string;

  @IsOptional()
  @IsString()
  @MaxLength(128)
  nodeId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(128)
  requestId?: string;
}

/** Answer of GET /api/logs: the oldest first. */
export class LogsAnswer {
  @ListOf(LogEntry)
  logs: LogEntry[];
}

/** How the operation log is cut into files. */
export class LogWindowing {
  @IsIn(['daily'])
  mode: 'daily';

  /** A day's file that reaches this size is continued in another one. */
  @IsInt()
  maxFileBytes: number;
}

/** Answer of GET /api/logs/status */
export class LogsStatusAnswer {
  @IsInt()
  retentionDays: number;

  @IsInt()
  totalEvents: number;

  @IsInt()
  sizeBytes: number;

  @ObjectOf(LogWindowing)
  windowing: LogWindowing;

  /** ISO-8601; null when there is none. */
  @Allow()
  @JSONSchema({ type: ['string', 'null'] })
  oldest: string | null;

  /** ISO-8601; null when there is none. */
  @Allow()
  @JSONSchema({ type: ['string', 'null'] })
  newest: string | null;
}
