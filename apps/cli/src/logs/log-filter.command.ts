import type { LogLevel, LogSource } from '@otto/protocol';
import { CommandRunner, Option } from 'nest-commander';
import { parseChoice, parseWhole } from '../parse-option';
import { parseSince } from '../parse-since';

/** What the options of all commands about the log come to. */
export interface LogFilterOptions {
  readonly source?: LogSource | 'all';
  readonly level?: LogLevel;
  readonly since?: string;
  readonly latest?: number;
  readonly nodeId?: string;
  readonly requestId?: string;
}

const LEVELS = ['debug', 'info', 'warn', 'error'] as const satisfies readonly LogLevel[];
const SOURCES = ['relay', 'controller', 'node', 'all'] as const satisfies readonly (LogSource | 'all')[];
const MAX_LATEST = 10_000;

/** A command about entries of the operation log: the options that say which ones. */
export abstract class LogFilterCommand extends CommandRunner {
  @Option({ flags: '--source <source>', description: 'only entries of this source', choices: [...SOURCES] })
  source(text: string): LogSource | 'all' {
    return parseChoice('--source', text, SOURCES);
  }

  @Option({ flags: '--level <level>', description: 'this level and the more serious ones', choices: [...LEVELS] })
  level(text: string): LogLevel {
    return parseChoice('--level', text, LEVELS);
  }

  @Option({ flags: '--since <time>', description: 'from then on: 10m, 2h or 3d ago, 2026-11-20, 2026-11-20T14:00:00Z' })
  since(text: string): string {
    return parseSince('--since', text);
  }

  @Option({ flags: '--latest <n>', description: `only the newest n of them, ${MAX_LATEST} at most` })
  latest(text: string): number {
    return parseWhole('--latest', text, { min: 1, max: MAX_LATEST });
  }

  @Option({ flags: '--node-id <id>', description: 'only what concerns this node' })
  nodeId(text: string): string {
    return text;
  }

  @Option({ flags: '--request-id <id>', description: 'only what belongs to this command' })
  requestId(text: string): string {
    return text;
  }
}
