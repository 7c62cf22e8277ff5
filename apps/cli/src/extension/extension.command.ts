import { Command } from 'nest-commander';
import { CommandGroup } from '../command-group';
import { ExtensionInfoCommand } from './extension-info.command';
import { ExtensionUpdateCommand } from './extension-update.command';

@Command({
  name: 'extension',
  description: 'The extension that makes a browser a node',
  subCommands: [ExtensionInfoCommand, ExtensionUpdateCommand],
})
export class ExtensionCommand extends CommandGroup {}
