import { Inject, Injectable } from '@nestjs/common';
import { ControllerClients, type ControllerClient } from '@otto/auth';
import { OperationLog } from '@otto/logs';
import { OttoError, type ControllerRemoveAllAnswer, type ControllerRemoveAnswer } from '@otto/protocol';
import type { Principal } from '../auth/principal';
import { CLOCK, type Clock } from '../config/clock';
import { ClientTeardown, type TornDown } from './client-teardown';

/** Removes clients, and with them everything that they could do. */
@Injectable()
export class RemovalService {
  constructor(
    private readonly clients: ControllerClients,
    private readonly teardown: ClientTeardown,
    private readonly log: OperationLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The operator removes any client, a controller itself. The client's record goes first: from then on its tokens are
   * refused, and a relay that stops half way finds the rest by it when it starts again.
   *
   * @throws OttoError `forbidden_role`, `client_not_found`, `storage_unavailable`
   */
  async remove(clientId: string, principal: Principal): Promise<ControllerRemoveAnswer> {
    if (principal.kind === 'controller' && principal.claims.clientId !== clientId)
      throw new OttoError('forbidden_role');
    const client = await this.clients.remove(clientId);
    const tornDown = await this.#tearDown(client);
    return { ok: true, clientId, revokedAt: this.clock(), ...tornDown };
  }

  /** @throws OttoError `storage_unavailable` */
  async removeAll(): Promise<ControllerRemoveAllAnswer> {
    const clients = await this.clients.removeAll();
    const each = await Promise.all(clients.map((client) => this.#tearDown(client)));
    const total = (count: keyof TornDown): number => each.reduce((sum, tornDown) => sum + tornDown[count], 0);
    return {
      ok: true,
      removedClientIds: clients.map(({ clientId }) => clientId),
      removedCount: clients.length,
      aclRevokedCount: total('aclRevokedCount'),
      refreshRevokedCount: total('refreshRevokedCount'),
      disconnectedSessions: total('disconnectedSessions'),
    };
  }

  async #tearDown({ clientId, name }: ControllerClient): Promise<TornDown> {
    const tornDown = await this.teardown.run(clientId);
    this.log.write({ level: 'info', source: 'relay', type: 'client_removed', clientId, data: { name, ...tornDown } });
    return tornDown;
  }
}
