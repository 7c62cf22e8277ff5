import { SETTING_NAMES } from '../settings/settings-table';
import { SHELLS } from './shells';

/** The words that an argument can be, by command and argument; commander knows choices of options only. */
export const ARGUMENT_VALUES: Readonly<Record<string, readonly string[]>> = {
  'completion shell': SHELLS,
  'settings name': SETTING_NAMES,
};
