import { BROWSING_REFERENCES } from './browsing-references';
import type { CommandReference } from './command-reference';
import { IDENTITY_REFERENCES } from './identity-references';
import { LIVE_REFERENCES } from './live-references';
import { MACHINE_REFERENCES } from './machine-references';

/** By the words after `otto`. Every command has one. */
export const COMMAND_REFERENCES: Readonly<Record<string, CommandReference>> = {
  ...MACHINE_REFERENCES,
  ...IDENTITY_REFERENCES,
  ...BROWSING_REFERENCES,
  ...LIVE_REFERENCES,
};
