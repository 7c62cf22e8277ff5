import { ExtensionFiles } from './extension-files';
import { ExtensionInfoCommand } from './extension-info.command';
import { ExtensionUpdateCommand } from './extension-update.command';
import { ExtensionCommand } from './extension.command';

/** `otto extension ...`: its commands and what they work with, for the module. */
export const EXTENSION_COMMANDS = [ExtensionCommand, ExtensionInfoCommand, ExtensionUpdateCommand];
export const EXTENSION_SERVICES = [ExtensionFiles];
