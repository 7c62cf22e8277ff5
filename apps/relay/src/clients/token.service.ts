import { Injectable } from '@nestjs/common';
import { ControllerClients } from '@otto/auth';
import type { ControllerTokenAnswer } from '@otto/protocol';
import type { ControllerTokenBody } from '@otto/protocol/dto';
import { AttemptLimits } from '../auth/attempt-limits';
import { TokenPairs } from '../auth/token-pairs';
import type { Caller } from '../front-door/caller';

/** Logs clients in. */
@Injectable()
export class TokenService {
  constructor(
    private readonly clients: ControllerClients,
    private readonly pairs: TokenPairs,
    private readonly limits: AttemptLimits,
  ) {}

  /**
   * Exchanges a client's secret for a token pair. Wrong secrets count against the caller's address and the client.
   *
   * @throws OttoError `invalid_client_credentials`, `too_many_attempts`, `storage_unavailable`
   */
  async exchange({ clientId, clientSecret }: ControllerTokenBody, caller: Caller): Promise<ControllerTokenAnswer> {
    const guess = { caller, kind: 'client_secret', targets: [clientId], wrong: 'invalid_client_credentials' } as const;
    const client = await this.limits.guess(guess, () => this.clients.authenticate(clientId, clientSecret));
    const { accessToken, refreshToken } = await this.pairs.startController(client);
    return { clientId, controllerId: client.controllerId, scopes: client.scopes, accessToken, refreshToken };
  }
}
