import { Injectable } from '@nestjs/common';
import { ControllerClients, PairingChallenges } from '@otto/auth';
import { OperationLog } from '@otto/logs';
import type { PairingApproveAnswer } from '@otto/protocol';
import type { PairingApproveBody } from '@otto/protocol/dto';
import { AttemptLimits } from '../auth/attempt-limits';
import { principalName, type Principal } from '../auth/principal';
import type { Caller } from '../front-door/caller';
import { Admission } from './admission';
import { approvalParties } from './approval-parties';

/** Lets a node in by the code that it shows. */
@Injectable()
export class ApprovalService {
  constructor(
    private readonly challenges: PairingChallenges,
    private readonly clients: ControllerClients,
    private readonly admission: Admission,
    private readonly limits: AttemptLimits,
    private readonly log: OperationLog,
  ) {}

  /**
   * The first approval wins. Wrong codes count against the caller's address and identity.
   *
   * @throws OttoError `pairing_not_found`, `pairing_not_pending`, `client_not_found`, `forbidden_role`,
   * `too_many_attempts`, `storage_unavailable`
   */
  async approve(
    { code, clientId }: PairingApproveBody,
    principal: Principal,
    caller: Caller,
  ): Promise<PairingApproveAnswer> {
    const parties = approvalParties(principal, clientId, this.clients);
    const approver = principalName(principal);
    const guess = { caller, kind: 'pairing_code', targets: [approver, code], wrong: 'pairing_not_found' } as const;
    const { nodeId, issued } = await this.limits.guess(guess, () =>
      this.challenges.approve(code, (node) => this.admission.admit(node, parties)),
    );
    const { recipient, controllerTokens, endedEarlier } = issued;
    const grantee = parties.grantee?.clientId;
    const data = { approver, repaired: endedEarlier };
    this.log.write({ level: 'info', source: 'relay', type: 'node_paired', nodeId, clientId: grantee, data });
    return {
      nodeId,
      controllerId: recipient.controllerId,
      scopes: recipient.scopes,
      controllerAccessToken: controllerTokens.accessToken,
      controllerRefreshToken: controllerTokens.refreshToken,
      ...(grantee !== undefined && { clientId: grantee }),
      ...(endedEarlier && { repaired: true }),
    };
  }
}
