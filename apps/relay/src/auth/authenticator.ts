import type {
  AccessClaims,
  AccessTokens,
  ControllerClients,
  Identity,
  PairingChallenges,
  RefreshFamilies,
} from '@otto/auth';
import { OttoError, type TokenPair } from '@otto/protocol';

export interface AuthenticatorParts {
  readonly tokens: AccessTokens;
  readonly families: RefreshFamilies;
  readonly clients: ControllerClients;
  readonly challenges: PairingChallenges;
}

/**
 * Decides whether a token holds, for HTTP and WebSocket alike. A signature alone is not enough: the token's refresh family
 * has to be alive, of the same identity, and its client registered, so that whatever is revoked is refused before it expires.
 */
export class Authenticator {
  constructor(private readonly parts: AuthenticatorParts) {}

  /** @throws OttoError `invalid_access_token` */
  authenticate(accessToken: string): AccessClaims {
    const { tokens, families, challenges } = this.parts;
    const claims = tokens.verify(accessToken);
    if (!families.vouchesFor(claims.familyId, claims) || this.#isRemoved(claims)) {
      throw new OttoError('invalid_access_token');
    }
    challenges.noteUse(claims.familyId);
    return claims;
  }

  /**
   * Rotates a refresh token. Resolves when the rotation is on disk.
   *
   * @throws OttoError `invalid_refresh_token`, `storage_unavailable`
   */
  async refresh(refreshToken: string): Promise<TokenPair & { claims: AccessClaims }> {
    const { tokens, families, challenges } = this.parts;
    const { identity, familyId, refreshToken: successor } = await families.rotate(refreshToken);
    if (this.#isRemoved(identity)) throw new OttoError('invalid_refresh_token');
    challenges.noteUse(familyId);
    const accessToken = tokens.issue(identity, familyId);
    return { accessToken, refreshToken: successor, claims: tokens.verify(accessToken) };
  }

  #isRemoved(identity: Identity): boolean {
    return identity.role === 'controller' && !this.parts.clients.has(identity.clientId);
  }
}
