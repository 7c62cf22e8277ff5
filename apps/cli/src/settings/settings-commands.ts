import { ConfigCommand } from './config.command';
import { SettingsSetCommand } from './settings-set.command';
import { SettingsUnsetCommand } from './settings-unset.command';
import { SettingsCommand } from './settings.command';

/** `otto config` and `otto settings ...`, for the module. */
export const SETTINGS_COMMANDS = [ConfigCommand, SettingsCommand, SettingsSetCommand, SettingsUnsetCommand];
