import { DISPLAY_NAME_PATTERN, OttoError } from '@otto/protocol';
import { foldName, tidyName } from './client-name';
import type { ControllerMetadata } from './controller-client';

const DESCRIPTION_PATTERN = /^[^\p{C}\p{Zl}\p{Zp}]{1,500}$/u;
const SEED_PATTERN = /^[^\p{C}\p{Zl}\p{Zp}]{1,64}$/u;

/** The metadata, tidied. Throws `controller_metadata_required` for what cannot be shown on one line. */
export function checkMetadata({ name, description, avatarSeed }: ControllerMetadata): ControllerMetadata {
  const tidied = { name: tidyName(name), description: description.trim(), avatarSeed: avatarSeed || undefined };
  const wrong = (reason: string): OttoError => new OttoError('controller_metadata_required', { reason });
  if (!DISPLAY_NAME_PATTERN.test(tidied.name) || foldName(name) === '') {
    throw wrong('the name is empty, too long or not printable');
  }
  if (!DESCRIPTION_PATTERN.test(tidied.description)) throw wrong('the description is empty, too long or not printable');
  if (tidied.avatarSeed !== undefined && !SEED_PATTERN.test(tidied.avatarSeed)) {
    throw wrong('the avatarSeed is too long or not printable');
  }
  return tidied;
}
