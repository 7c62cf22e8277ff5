import { ClientForgetCommand } from './client-forget.command';
import { ClientLoginCommand } from './client-login.command';
import { ClientRegisterCommand } from './client-register.command';
import { ClientRemoval } from './client-removal';
import { ClientRemoveCommand } from './client-remove.command';
import { ClientStatusCommand } from './client-status.command';
import { ClientCommand } from './client.command';
import { Logout } from './logout';
import { NewIdentity } from './new-identity';
import { Registrar } from './registrar';

/** `otto client ...`: its commands and what they work with, for the module. */
export const CLIENT_COMMANDS = [
  ClientCommand,
  ClientRegisterCommand,
  ClientLoginCommand,
  ClientStatusCommand,
  ClientForgetCommand,
  ClientRemoveCommand,
];
export const CLIENT_SERVICES = [NewIdentity, Registrar, Logout, ClientRemoval];
