import { NODE_ID_PATTERN, OttoError } from '@otto/protocol';
import { relayAddress } from '@otto/sdk';
import { resolve } from 'node:path';
import type { Config } from '../home/config-file';

interface Setting {
  readonly about: string;
  /** What is stored for what was typed. @throws OttoError `invalid_argument` */
  readonly parse: (text: string) => string;
}

/** What a user may set in config.json. The rest of that file is Otto's own: identity and tokens. */
export const SETTINGS = {
  relayUrl: {
    about: 'the relay to use; without it, the one of this machine',
    parse: (text) => relayAddress(text).webSocketUrl,
  },
  relayHttpUrl: {
    about: 'the same relay for HTTP, should that have an address of its own',
    parse: (text) => relayAddress(text).httpUrl,
  },
  nodeId: {
    about: 'the node to use when several are connected',
    parse: (text) => matching('nodeId', text, NODE_ID_PATTERN, 'a node id, such as node_a1B2c3'),
  },
  extensionDirectory: {
    about: 'where the extension is unpacked; without it, below OTTO_HOME',
    parse: (text) => resolve(text),
  },
  extensionReleaseUrl: {
    about: 'where releases of the extension are: the address of an archive, with {version} in it',
    parse: (text) =>
      matching('extensionReleaseUrl', text, /^https:\/\/\S*\{version\}\S*$/, 'an https address with {version} in it'),
  },
} as const satisfies Partial<Record<keyof Config, Setting>>;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

/** @throws OttoError `unknown_setting` */
export function settingName(name: string): SettingName {
  if (Object.hasOwn(SETTINGS, name)) return name as SettingName;
  throw new OttoError('unknown_setting', { name, allowed: SETTING_NAMES.join(', ') });
}

function matching(name: string, text: string, pattern: RegExp, wanted: string): string {
  if (pattern.test(text)) return text;
  throw new OttoError('invalid_argument', { name, reason: `"${text}" is not ${wanted}` });
}
