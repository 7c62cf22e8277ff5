import { Command } from 'nest-commander';
import { CommandGroup } from '../command-group';
import { LogReader } from './log-reader';
import { LogsExportCommand } from './logs-export.command';
import { LogsFollowCommand } from './logs-follow.command';
import { LogsListCommand } from './logs-list.command';
import { LogsStatusCommand } from './logs-status.command';

const ENTRIES = [LogsListCommand, LogsFollowCommand, LogsStatusCommand, LogsExportCommand];

@Command({ name: 'logs', description: "The relay's log", subCommands: ENTRIES })
export class LogsCommand extends CommandGroup {}

/** `otto logs ...`: its commands and what they work with, for the module. */
export const LOGS_COMMANDS = [LogsCommand, ...ENTRIES];
export const LOGS_SERVICES = [LogReader];
