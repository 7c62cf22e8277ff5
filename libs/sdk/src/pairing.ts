import type { PairingApproveAnswer, PendingPairing } from '@otto/protocol';
import type { ControllerApi } from './http/controller-api';

/** A node that was let in. */
export interface PairedNode {
  readonly nodeId: string;
  /** The client that was granted the node. */
  readonly clientId?: string | undefined;
  /** The node was paired before; its earlier tokens have ended. */
  readonly repaired: boolean;
}

export interface ApproveOptions {
  /** The client to be granted the node. */
  readonly clientId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Lets nodes in. Needs the relay's owner (`operatorToken`) or a client with the right `pairing.approve`. */
export class Pairing {
  constructor(private readonly api: ControllerApi) {}

  /** Nodes that wait for approval. */
  async pending(signal?: AbortSignal): Promise<PendingPairing[]> {
    const call = { asOperator: true, signal };
    const answer = await this.api.get<{ pending: PendingPairing[] }>('/api/pairing/pending', call);
    return answer.pending;
  }

  /**
   * Approves the node that shows this code (NNN-NNN) and grants it to `clientId`. A client that approves without being
   * the operator is always granted the node itself.
   *
   * @throws OttoError `pairing_not_found`, `pairing_not_pending`, `too_many_attempts`, `forbidden_role`
   */
  async approve(code: string, { clientId, signal }: ApproveOptions = {}): Promise<PairedNode> {
    const body = { code, ...(clientId !== undefined && { clientId }) };
    const call = { asOperator: true, signal };
    const answer = await this.api.post<PairingApproveAnswer>('/api/pairing/approve', body, call);
    return { nodeId: answer.nodeId, clientId: answer.clientId, repaired: answer.repaired ?? false };
  }
}
