import { Command } from 'nest-commander';
import { CommandGroup } from '../command-group';
import { CommandsListCommand } from './commands-list.command';

@Command({ name: 'commands', description: 'Site commands', subCommands: [CommandsListCommand] })
export class CommandsCommand extends CommandGroup {}
