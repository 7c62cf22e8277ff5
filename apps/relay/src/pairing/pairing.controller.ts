import { Body, Get, HttpCode, Post, Query } from '@nestjs/common';
import type {
  PairingApproveAnswer,
  PairingRequestAnswer,
  PairingStatusAnswer,
  PendingPairingsAnswer,
} from '@otto/protocol';
import { PairingApproveBody, PairingRequestBody, PairingStatusQuery } from '@otto/protocol/dto';
import { Callers, controllerWith } from '../auth/callers.decorator';
import type { Principal } from '../auth/principal';
import type { Caller } from '../front-door/caller';
import { ByPrincipal, FromCaller } from '../http/request-parameters';
import { RestController } from '../http/rest-controller';
import { ApprovalService } from './approval.service';
import { PairingService } from './pairing.service';

@RestController('api/pairing')
export class PairingController {
  constructor(
    private readonly pairing: PairingService,
    private readonly approval: ApprovalService,
  ) {}

  @Post('request')
  @HttpCode(200)
  @Callers('nobody')
  request(@Body() body: PairingRequestBody, @FromCaller() caller: Caller): PairingRequestAnswer {
    return this.pairing.request(body, caller);
  }

  @Get('pending')
  @Callers('nobody', 'operator', 'controller', 'node')
  pending(@ByPrincipal() principal: Principal): PendingPairingsAnswer {
    return this.pairing.pending(principal);
  }

  @Post('approve')
  @HttpCode(200)
  @Callers('operator', 'node', controllerWith('pairing.approve'))
  approve(
    @Body() body: PairingApproveBody,
    @ByPrincipal() principal: Principal,
    @FromCaller() caller: Caller,
  ): Promise<PairingApproveAnswer> {
    return this.approval.approve(body, principal, caller);
  }

  @Get('status')
  @Callers('nobody')
  status(@Query() { challengeId }: PairingStatusQuery): PairingStatusAnswer {
    return this.pairing.status(challengeId);
  }
}
