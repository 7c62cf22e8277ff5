import { Body, HttpCode, Post } from '@nestjs/common';
import { RefreshPayload, RevokeAnswer, TokenPair } from '@otto/protocol/dto';
import type { Caller } from '../front-door/caller';
import { Answers } from '../http/answers.decorator';
import { FromCaller } from '../http/request-parameters';
import { RestController } from '../http/rest-controller';
import { Callers } from './callers.decorator';
import { RefreshService } from './refresh.service';

@RestController('api/auth')
export class AuthController {
  constructor(private readonly refreshTokens: RefreshService) {}

  /** Exchanges a refresh token for the next pair. Once used it is void; used again it ends its whole family. */
  @Post('refresh')
  @HttpCode(200)
  @Callers('nobody')
  @Answers(TokenPair, 'invalid_refresh_token', 'too_many_attempts', 'storage_unavailable')
  refresh(@Body() body: RefreshPayload, @FromCaller() caller: Caller): Promise<TokenPair> {
    return this.refreshTokens.refresh(body.refreshToken, caller);
  }

  /** Logs out: ends the token's family, its access tokens and its sessions. */
  @Post('revoke')
  @HttpCode(200)
  @Callers('nobody')
  @Answers(RevokeAnswer, 'storage_unavailable')
  revoke(@Body() body: RefreshPayload): Promise<RevokeAnswer> {
    return this.refreshTokens.revoke(body.refreshToken);
  }
}
