import { CommandRunner, SubCommand } from 'nest-commander';
import { ConfigFile } from '../home/config-file';
import { Output } from '../output/output';
import { settingName } from './settings-table';

@SubCommand({
  name: 'unset',
  arguments: '<name>',
  argsDescription: { name: 'one of those that "otto settings" prints' },
  description: 'Go back to what holds without a setting',
})
export class SettingsUnsetCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigFile,
    private readonly output: Output,
  ) {
    super();
  }

  async run([key = '']: string[]): Promise<void> {
    const name = settingName(key);
    await this.config.change({ [name]: undefined });
    this.output.done(`${name} is not set`, { name, value: null });
  }
}
