import { Command } from 'nest-commander';
import { CommandGroup } from '../command-group';
import { ClientForgetCommand } from './client-forget.command';
import { ClientLoginCommand } from './client-login.command';
import { ClientRegisterCommand } from './client-register.command';
import { ClientRemoveCommand } from './client-remove.command';
import { ClientStatusCommand } from './client-status.command';

@Command({
  name: 'client',
  description: "This machine's identity as a controller",
  subCommands: [
    ClientRegisterCommand,
    ClientLoginCommand,
    ClientStatusCommand,
    ClientForgetCommand,
    ClientRemoveCommand,
  ],
})
export class ClientCommand extends CommandGroup {}
