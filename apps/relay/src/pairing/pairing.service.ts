import { Injectable } from '@nestjs/common';
import { PairingChallenges, RefreshFamilies } from '@otto/auth';
import { OperationLog } from '@otto/logs';
import type { PairingRequestAnswer, PairingStatusAnswer, PendingPairingsAnswer } from '@otto/protocol';
import type { PairingRequestBody } from '@otto/protocol/dto';
import { AttemptLimits } from '../auth/attempt-limits';
import { hasRight, type Principal } from '../auth/principal';
import type { Caller } from '../front-door/caller';

/** The node's side of pairing: it asks for a code, shows it to its owner, and fetches its tokens once somebody approved. */
@Injectable()
export class PairingService {
  constructor(
    private readonly challenges: PairingChallenges,
    private readonly families: RefreshFamilies,
    private readonly limits: AttemptLimits,
    private readonly log: OperationLog,
  ) {}

  /** @throws OttoError `too_many_pending`, `too_many_attempts` */
  request({ nodeId, challengeId }: PairingRequestBody, caller: Caller): PairingRequestAnswer {
    // Local programs could do worse than fill the list; others share it with whoever wants to pair.
    if (!caller.isLoopback) this.limits.assertMayAdd('pairingRequests', caller);
    const answer = this.challenges.request(nodeId, challengeId);
    if (answer.challengeId === challengeId) return answer;
    if (!caller.isLoopback) this.limits.countAddition('pairingRequests', caller);
    this.log.write({
      level: 'info',
      source: 'relay',
      type: 'pairing_requested',
      nodeId,
      data: { address: caller.address },
    });
    return answer;
  }

  /** All that wait; for callers who may not approve, only how many. */
  pending(principal: Principal): PendingPairingsAnswer {
    const pending = this.challenges.pending();
    if (!hasRight(principal, 'pairing.approve')) {
      return { pending: pending.map(({ status }) => ({ status })) };
    }
    return { pending: pending.map((entry) => ({ ...entry, repairs: this.families.has({ nodeId: entry.nodeId }) })) };
  }

  /** @throws OttoError `challenge_not_found` */
  status(challengeId: string): PairingStatusAnswer {
    return this.challenges.status(challengeId);
  }
}
