import type { TokenPair } from '@otto/protocol';

const HOUR_S = 3600;

/** The tokens of a fake relay: only the newest refresh token holds, and every access token that was not refused. */
export class FakeTokens {
  /** s; of the tokens that are made from now on. */
  life = HOUR_S;
  readonly refused = new Set<string>();
  #made = 0;
  #revoked = false;

  make(): TokenPair {
    this.#made += 1;
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iat, exp: iat + this.life, jti: this.#made };
    const accessToken = `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
    return { accessToken, refreshToken: `refresh_${this.#made}` };
  }

  /** As if the identity had been revoked: no token holds any more. */
  revoke(): void {
    this.#revoked = true;
  }

  accepts(accessToken: string): boolean {
    return !this.#revoked && !this.refused.has(accessToken);
  }

  acceptsRefresh(refreshToken: unknown): boolean {
    return !this.#revoked && refreshToken === `refresh_${this.#made}`;
  }
}
