import type { SecretPlace } from '../home/client-secret';

/** Where the client secret is, for people. */
export const SECRET_PLACES: Record<SecretPlace, string> = {
  environment: 'in OTTO_CONTROLLER_CLIENT_SECRET',
  keychain: 'in the keychain of this system',
  file: 'in a file that only you can read',
};

/** Said when the secret had to go into a file. */
export function fileWarning(file: string, obstacle: string | undefined): string {
  return `The client secret is in the file ${file}, which only you can read: ${obstacle ?? 'there is no keychain'}.`;
}
