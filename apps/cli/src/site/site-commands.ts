import { CommandsListCommand } from './commands-list.command';
import { CommandsCommand } from './commands.command';

/** The commands about site commands, for cli.module.ts. */
export const SITE_COMMANDS = [CommandsCommand, CommandsListCommand];
