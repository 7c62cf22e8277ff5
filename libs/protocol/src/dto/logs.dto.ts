import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { LOG_LEVELS, LOG_SOURCES, type LogEntry, type LogLevel, type LogSource } from './event.dto';
import { FailsWith } from './fails-with';

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

export interface LogsAnswer {
  logs: LogEntry[];
}

export interface LogsStatusAnswer {
  retentionDays: number;
  totalEvents: number;
  sizeBytes: number;
  windowing: { mode: 'daily'; maxFileBytes: number };
  /** ISO-8601; null when there is none. */
  oldest: string | null;
  newest: string | null;
}
