import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Grants } from '@otto/acl';
import { ControllerClients, type ControllerClient } from '@otto/auth';
import type { TokenPair } from '@otto/protocol';
import { TokenPairs, type StartedPair } from '../auth/token-pairs';
import type { ApprovalParties } from './approval-parties';

const NAME_LENGTH = 64;

/** The node's tokens, and what the approver is told. */
export interface Admitted extends StartedPair {
  readonly recipient: ControllerClient;
  readonly controllerTokens: TokenPair;
}

/** Does what an approved pairing entails: tokens for the node, a grant and tokens for a controller. */
@Injectable()
export class Admission {
  constructor(
    private readonly clients: ControllerClients,
    private readonly grants: Grants,
    private readonly pairs: TokenPairs,
  ) {}

  /**
   * The node's tokens come last, since they end its earlier ones: whatever fails before that has changed nothing for it.
   *
   * @throws OttoError `too_many_clients`, `storage_unavailable`
   */
  async admit(nodeId: string, { grantee, recipient: known }: ApprovalParties): Promise<Admitted> {
    const recipient = known ?? (await this.#newClient(nodeId));
    const controllerTokens = await this.pairs.startController(recipient);
    if (grantee !== undefined) await this.#grant(grantee, nodeId);
    return { ...(await this.pairs.startNode(nodeId)), recipient, controllerTokens };
  }

  // A grant that the node's owner has narrowed is not widened by pairing the node again.
  async #grant({ clientId }: ControllerClient, nodeId: string): Promise<void> {
    if (this.grants.find(clientId, nodeId) === undefined) await this.grants.grant({ clientId, nodeId });
  }

  /** Whoever approves without a client of its own still gets tokens; they drive nothing until the node's owner grants it. */
  async #newClient(nodeId: string): Promise<ControllerClient> {
    const name = `Approver of ${nodeId}`.slice(0, NAME_LENGTH - 9);
    const { client } = await this.clients.register({
      name: `${name} ${randomBytes(4).toString('hex')}`,
      description: `Made when ${nodeId} was paired without a client`,
    });
    return client;
  }
}
