import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { OttoError } from '@otto/protocol';
import { JsonWebTokenError, sign, verify, type JwtPayload } from 'jsonwebtoken';
import { plainIdentity, readIdentity, type AccessClaims, type Identity } from './identity';

export interface AccessTokensOptions {
  /** At least 32 bytes. */
  readonly secret: string;
  /** Still accepted in verification, so that the secret can be changed without logging everyone out. */
  readonly previousSecret?: string;
  readonly issuer: string;
  readonly audience: string;
  readonly ttlMs: number;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

const MAX_TOKEN_LENGTH = 8192;
const JTI_PATTERN = /^([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+$/;

/**
 * Issues and verifies access tokens: JWT, HS256. The `jti` is `<familyId>.<random>`: a token is good only while its refresh
 * family lives, which is for the caller to ask of RefreshFamilies.
 */
export class AccessTokens {
  readonly #keys: readonly [KeyObject, ...KeyObject[]];
  readonly #issuer: string;
  readonly #audience: string;
  readonly #ttlMs: number;
  readonly #clock: () => number;

  constructor({ secret, previousSecret, issuer, audience, ttlMs, clock = Date.now }: AccessTokensOptions) {
    this.#keys = [keyOf(secret), ...(previousSecret === undefined ? [] : [keyOf(previousSecret)])];
    this.#issuer = issuer;
    this.#audience = audience;
    this.#ttlMs = ttlMs;
    this.#clock = clock;
  }

  issue(identity: Identity, familyId: string): string {
    const iat = Math.floor(this.#clock() / 1000);
    const claims = {
      ...plainIdentity(identity),
      iss: this.#issuer,
      aud: this.#audience,
      iat,
      exp: iat + Math.ceil(this.#ttlMs / 1000),
      jti: `${familyId}.${randomBytes(12).toString('base64url')}`,
    };
    return sign(claims, this.#keys[0], { algorithm: 'HS256' });
  }

  /** What the token says. Throws `invalid_access_token`, with nothing about the reason, for any that was not issued here or is over. */
  verify(token: string): AccessClaims {
    const claims = this.#decode(token);
    const identity = readIdentity(claims);
    const { aud, iat, exp, jti } = claims;
    const familyId = JTI_PATTERN.exec(jti ?? '')?.[1];
    if (identity === undefined || familyId === undefined || aud !== this.#audience) throw invalid();
    if (typeof exp !== 'number' || typeof iat !== 'number' || iat * 1000 > this.#clock()) throw invalid();
    return { ...identity, familyId, issuedAt: iat * 1000, expiresAt: exp * 1000 };
  }

  #decode(token: string): JwtPayload {
    if (token.length > MAX_TOKEN_LENGTH) throw invalid();
    let reason: unknown;
    for (const key of this.#keys) {
      try {
        const claims = verify(token, key, {
          algorithms: ['HS256'],
          issuer: this.#issuer,
          audience: this.#audience,
          clockTimestamp: Math.floor(this.#clock() / 1000),
        });
        if (typeof claims === 'object') return claims;
      } catch (error) {
        reason = error;
        if (!isWrongSignature(error)) break;
      }
    }
    throw invalid(reason);
  }
}

function keyOf(secret: string): KeyObject {
  return createSecretKey(secret, 'utf8');
}

function isWrongSignature(error: unknown): boolean {
  return error instanceof JsonWebTokenError && error.message === 'invalid signature';
}

function invalid(cause?: unknown): OttoError {
  return new OttoError('invalid_access_token', {}, { cause });
}
