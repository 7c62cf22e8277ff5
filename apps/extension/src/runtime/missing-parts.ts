import { RELAY_FEATURES } from '@otto/protocol';

/** Something that relay and extension cannot do together because one of the two, as a rule the older one, lacks its part. */
export interface MissingPart {
  readonly lackedBy: 'relay' | 'extension';
  /** A RelayFeature, or the name of an action. */
  readonly what: string;
}

/** Features of a relay have other names. */
const ACTION_NAME = /^(primitive|command|listener)\./;

/**
 * Compares what both say that they can do; versions decide nothing. A relay that says nothing is taken to do its part: what
 * it does not, shows when it is asked for.
 *
 * @param actions What this node can do.
 * @param capabilities Of the relay: its features, and the actions that it knows.
 */
export function missingParts(actions: readonly string[], capabilities: unknown): MissingPart[] {
  if (!Array.isArray(capabilities)) return [];
  const ofRelay = new Set(capabilities.filter((name): name is string => typeof name === 'string'));
  const lackedByRelay = RELAY_FEATURES.filter((feature) => !ofRelay.has(feature));
  // Features of a relay that is newer than this extension are nothing that anybody misses here.
  const lackedHere = [...ofRelay].filter((name) => ACTION_NAME.test(name) && !actions.includes(name));
  return [
    ...lackedByRelay.map((what): MissingPart => ({ lackedBy: 'relay', what })),
    ...lackedHere.map((what): MissingPart => ({ lackedBy: 'extension', what })),
  ];
}
