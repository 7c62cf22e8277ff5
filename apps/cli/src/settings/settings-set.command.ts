import { CommandRunner, SubCommand } from 'nest-commander';
import { ConfigFile } from '../home/config-file';
import { Output } from '../output/output';
import { SETTINGS, settingName } from './settings-table';

@SubCommand({
  name: 'set',
  arguments: '<name> <value>',
  argsDescription: { name: 'one of those that "otto settings" prints', value: 'its new value' },
  description: 'Change a setting',
})
export class SettingsSetCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigFile,
    private readonly output: Output,
  ) {
    super();
  }

  async run([key = '', text = '']: string[]): Promise<void> {
    const name = settingName(key);
    const value = SETTINGS[name].parse(text);
    const { clientId, relayUrl } = await this.config.read();
    await this.config.change({ [name]: value });
    this.output.done(`${name} is ${value}`, { name, value });
    if (name === 'relayUrl' && clientId !== undefined && relayUrl !== undefined && relayUrl !== value) {
      this.output.note(
        `${clientId} is known to ${relayUrl}. For another relay, register with it: otto client register`,
      );
    }
  }
}
