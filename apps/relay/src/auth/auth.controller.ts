import { Body, HttpCode, Post } from '@nestjs/common';
import type { TokenPair } from '@otto/protocol';
import { RefreshPayload } from '@otto/protocol/dto';
import type { Caller } from '../front-door/caller';
import { FromCaller } from '../http/request-parameters';
import { RestController } from '../http/rest-controller';
import { Callers } from './callers.decorator';
import { RefreshService } from './refresh.service';

@RestController('api/auth')
export class AuthController {
  constructor(private readonly refreshTokens: RefreshService) {}

  @Post('refresh')
  @HttpCode(200)
  @Callers('nobody')
  refresh(@Body() body: RefreshPayload, @FromCaller() caller: Caller): Promise<TokenPair> {
    return this.refreshTokens.refresh(body.refreshToken, caller);
  }

  @Post('revoke')
  @HttpCode(200)
  @Callers('nobody')
  revoke(@Body() body: RefreshPayload): Promise<{ revoked: boolean }> {
    return this.refreshTokens.revoke(body.refreshToken);
  }
}
