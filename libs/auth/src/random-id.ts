import { randomBytes } from 'node:crypto';

/** An id that nobody can guess: a prefix and 128 random bits. */
export function randomId(prefix: 'clt_' | 'ctl_' | 'ch_'): string {
  return `${prefix}${randomBytes(16).toString('base64url')}`;
}
