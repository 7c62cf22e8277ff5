import { Body, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  PairingApproveAnswer,
  PairingApproveBody,
  PairingRequestAnswer,
  PairingRequestBody,
  PairingStatusAnswer,
  PairingStatusQuery,
  PendingPairingsAnswer,
} from '@otto/protocol/dto';
import { Callers, controllerWith } from '../auth/callers.decorator';
import type { Principal } from '../auth/principal';
import type { Caller } from '../front-door/caller';
import { Answers } from '../http/answers.decorator';
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

  /**
   * Gives a node a challenge, with the code that its owner reads. Asked again while it is pending, the same challenge is
   * answered to who holds it, and a new one to anybody else.
   */
  @Post('request')
  @HttpCode(200)
  @Callers('nobody')
  @Answers(PairingRequestAnswer, 'too_many_pending', 'too_many_attempts')
  request(@Body() body: PairingRequestBody, @FromCaller() caller: Caller): PairingRequestAnswer {
    return this.pairing.request(body, caller);
  }

  /** Lists the pairings that wait: with codes for callers who may approve, for everyone else only how many. */
  @Get('pending')
  @Callers('nobody', 'operator', 'controller', 'node')
  @Answers(PendingPairingsAnswer)
  pending(@ByPrincipal() principal: Principal): PendingPairingsAnswer {
    return this.pairing.pending(principal);
  }

  /** Lets the node in that shows this code, and grants it to the approving controller or the client that is named. */
  @Post('approve')
  @HttpCode(200)
  @Callers('operator', 'node', controllerWith('pairing.approve'))
  @Answers(
    PairingApproveAnswer,
    'pairing_not_found',
    'pairing_not_pending',
    'client_not_found',
    'forbidden_role',
    'too_many_clients',
    'too_many_attempts',
    'storage_unavailable',
  )
  approve(
    @Body() body: PairingApproveBody,
    @ByPrincipal() principal: Principal,
    @FromCaller() caller: Caller,
  ): Promise<PairingApproveAnswer> {
    return this.approval.approve(body, principal, caller);
  }

  /** How a challenge stands, for its holder; with the node's tokens until it has used them. */
  @Get('status')
  @Callers('nobody')
  @Answers(PairingStatusAnswer, 'challenge_not_found')
  status(@Query() { challengeId }: PairingStatusQuery): PairingStatusAnswer {
    return this.pairing.status(challengeId);
  }
}
