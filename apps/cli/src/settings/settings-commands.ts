import { ConfigCommand } from './config.command';
import { SettingsCommand } from './settings.command';

/** `otto config` and `otto settings`, for the module. */
export const SETTINGS_COMMANDS = [ConfigCommand, SettingsCommand];
