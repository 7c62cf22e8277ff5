import { createHash, createHmac, randomBytes } from 'node:crypto';

const TOKEN_PATTERN = /^rt_([A-Za-z0-9_-]{22})[A-Za-z0-9_-]{43}$/;

/**
 * A refresh token is `rt_`, the 128-bit family mark that all tokens of its family share, and 256 bits of its own. The family
 * id is a hash of the mark, so only who held a token of a family can name the mark: a token with a right mark that is not
 * the current one was either current once, or made up by somebody who saw one. Both mean that a token has leaked.
 */
export interface FirstToken {
  readonly token: string;
  readonly familyId: string;
}

export function firstToken(): FirstToken {
  const mark = randomBytes(16).toString('base64url');
  return { token: `rt_${mark}${randomBytes(32).toString('base64url')}`, familyId: familyIdOf(mark) };
}

/**
 * The token that follows a token. Derived rather than drawn, so that a client whose answer was lost gets the very same one
 * again, even from a relay that was restarted, and no token is ever kept. Without `key` nobody can derive it.
 */
export function successor(token: string, key: string): string {
  const mark = TOKEN_PATTERN.exec(token)?.[1];
  if (mark === undefined) throw new TypeError('Only a well-formed refresh token has a successor.');
  return `rt_${mark}${createHmac('sha256', key).update(`refresh-successor:${token}`).digest('base64url')}`;
}

/** The family that a token claims to be of; undefined when it does not look like a refresh token. */
export function familyOf(token: string): string | undefined {
  const mark = TOKEN_PATTERN.exec(token)?.[1];
  return mark === undefined ? undefined : familyIdOf(mark);
}

/** What is stored of a token. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function familyIdOf(mark: string): string {
  return `rf_${createHash('sha256').update(`refresh-family:${mark}`).digest('base64url').slice(0, 22)}`;
}
