import { Global, Module, type Provider } from '@nestjs/common';
import { AccessTokens, ControllerClients, PairingChallenges, RefreshFamilies } from '@otto/auth';
import { OperationLog } from '@otto/logs';
import { CLOCK, type Clock } from '../config/clock';
import { RelayConfig } from '../config/relay-config';
import { OperatorToken } from '../storage/operator-token';
import { SessionRegistry } from '../ws/session-registry';
import { AttemptLimits } from './attempt-limits';
import { AuthController } from './auth.controller';
import { Authenticator } from './authenticator';
import { Credentials } from './credentials';
import { IDENTITY_PROVIDERS } from './identity.providers';
import { RefreshService } from './refresh.service';
import { TokenPairs } from './token-pairs';

const AUTHENTICATION_PROVIDERS: Provider[] = [
  {
    provide: Authenticator,
    inject: [AccessTokens, RefreshFamilies, ControllerClients, PairingChallenges],
    useFactory: (
      tokens: AccessTokens,
      families: RefreshFamilies,
      clients: ControllerClients,
      challenges: PairingChallenges,
    ) => new Authenticator({ tokens, families, clients, challenges }),
  },
  {
    provide: Credentials,
    inject: [Authenticator, OperatorToken, RelayConfig],
    useFactory: (authenticator: Authenticator, operatorToken: OperatorToken, config: RelayConfig) =>
      new Credentials(authenticator, operatorToken, config),
  },
  {
    provide: TokenPairs,
    inject: [AccessTokens, RefreshFamilies, SessionRegistry],
    useFactory: (tokens: AccessTokens, families: RefreshFamilies, sessions: SessionRegistry) =>
      new TokenPairs(tokens, families, sessions),
  },
  {
    provide: AttemptLimits,
    inject: [CLOCK, OperationLog],
    useFactory: (clock: Clock, log: OperationLog) => new AttemptLimits(clock, log),
  },
];

/** Who is who. Global, because every controller is guarded and every session authenticated. */
@Global()
@Module({
  controllers: [AuthController],
  providers: [...IDENTITY_PROVIDERS, ...AUTHENTICATION_PROVIDERS, RefreshService],
  exports: [...IDENTITY_PROVIDERS, ...AUTHENTICATION_PROVIDERS],
})
export class AuthModule {}
