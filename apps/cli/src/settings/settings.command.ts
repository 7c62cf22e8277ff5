import { OttoError } from '@otto/protocol';
import { Command, CommandRunner, Option } from 'nest-commander';
import { ConfigFile } from '../home/config-file';
import { Output } from '../output/output';
import { SETTINGS, SETTING_NAMES, settingName, type SettingName } from './settings-table';

@Command({
  name: 'settings',
  arguments: '[name] [value]',
  argsDescription: { name: 'a setting (default: all of them)', value: 'its new value (default: it is printed)' },
  description: 'Print the settings, or change one',
})
export class SettingsCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigFile,
    private readonly output: Output,
  ) {
    super();
  }

  async run([key, text]: string[], { unset }: { readonly unset?: true }): Promise<void> {
    if (key === undefined && unset) throw usage('--unset wants the name of a setting');
    if (text !== undefined && unset) throw usage('a value and --unset exclude each other');
    if (key === undefined) return this.#list(SETTING_NAMES);
    const name = settingName(key);
    if (unset) return this.#set(name, undefined);
    return text === undefined ? this.#list([name]) : this.#set(name, SETTINGS[name].parse(text));
  }

  @Option({ flags: '--unset', description: 'go back to what holds without the setting' })
  unset(): true {
    return true;
  }

  async #list(names: readonly SettingName[]): Promise<void> {
    const config = await this.config.read();
    const settings = Object.fromEntries(names.map((name) => [name, config[name] ?? null]));
    const rows = names.map((name) => [name, config[name] ?? '-', SETTINGS[name].about]);
    this.output.table({ head: ['SETTING', 'VALUE', 'WHAT IT IS'], rows, none: '' }, { settings });
  }

  async #set(name: SettingName, value: string | undefined): Promise<void> {
    const { clientId, relayUrl } = await this.config.read();
    await this.config.change({ [name]: value });
    const text = value === undefined ? `${name} is not set` : `${name} is ${value}`;
    this.output.done(text, { settings: { [name]: value ?? null } });
    if (name === 'relayUrl' && clientId !== undefined && relayUrl !== undefined && relayUrl !== value) {
      this.output.note(
        `${clientId} is known to ${relayUrl}. For another relay, register with it: otto client register`,
      );
    }
  }
}

function usage(reason: string): OttoError {
  return new OttoError('invalid_usage', { reason, command: 'otto settings' });
}
