import { SHELLS } from './shells';

/** The words that an argument can be, by command and argument; commander knows choices of options only. */
export const ARGUMENT_VALUES: Readonly<Record<string, readonly string[]>> = {
  'completion shell': SHELLS,
};
