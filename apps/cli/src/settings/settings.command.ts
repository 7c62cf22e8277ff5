import { OttoError } from '@otto/protocol';
import { Command, CommandRunner } from 'nest-commander';
import { ConfigFile } from '../home/config-file';
import { Output } from '../output/output';
import { SettingsSetCommand } from './settings-set.command';
import { SETTINGS, SETTING_NAMES } from './settings-table';
import { SettingsUnsetCommand } from './settings-unset.command';

@Command({
  name: 'settings',
  description: 'Print the settings, or change one',
  subCommands: [SettingsSetCommand, SettingsUnsetCommand],
})
export class SettingsCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigFile,
    private readonly output: Output,
  ) {
    super();
  }

  async run([unknown]: string[]): Promise<void> {
    if (unknown !== undefined) {
      throw new OttoError('invalid_usage', { reason: `unknown command '${unknown}'`, command: 'otto settings' });
    }
    const config = await this.config.read();
    const settings = Object.fromEntries(SETTING_NAMES.map((name) => [name, config[name] ?? null]));
    const rows = SETTING_NAMES.map((name) => [name, config[name] ?? '-', SETTINGS[name].about]);
    this.output.table({ head: ['SETTING', 'VALUE', 'WHAT IT IS'], rows, none: '' }, { settings });
  }
}
