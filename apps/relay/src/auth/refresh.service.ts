import { Injectable } from '@nestjs/common';
import { RefreshFamilies } from '@otto/auth';
import type { TokenPair } from '@otto/protocol';
import type { Caller } from '../front-door/caller';
import { SessionRegistry } from '../ws/session-registry';
import { AttemptLimits } from './attempt-limits';
import { Authenticator } from './authenticator';

/** What the holder of a refresh token may do with it over HTTP. */
@Injectable()
export class RefreshService {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly families: RefreshFamilies,
    private readonly limits: AttemptLimits,
    private readonly sessions: SessionRegistry,
  ) {}

  /** @throws OttoError `invalid_refresh_token`, `too_many_attempts`, `storage_unavailable` */
  async refresh(token: string, caller: Caller): Promise<TokenPair> {
    const guess = { caller, kind: 'refresh_token', wrong: 'invalid_refresh_token' } as const;
    const { accessToken, refreshToken } = await this.limits.guess(guess, () => this.authenticator.refresh(token));
    return { accessToken, refreshToken };
  }

  /** Ends the token's family, its access tokens and its sessions; false when it had ended already. @throws OttoError `storage_unavailable` */
  async revoke(token: string): Promise<{ revoked: boolean }> {
    const family = await this.families.revoke(token);
    if (family !== undefined) this.sessions.closeFamilies([family.familyId]);
    return { revoked: family !== undefined };
  }
}
