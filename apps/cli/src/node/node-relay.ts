import { Injectable } from '@nestjs/common';
import type { ConnectedNodesAnswer } from '@otto/protocol';
import { Controller } from '../controller/controller';
import { ConfigFile } from '../home/config-file';
import { RelayHttp } from '../http/relay-http';
import { RelayLocation } from '../relay/relay-location';

/** The relay, as far as bringing up a node of this machine needs it. */
@Injectable()
export class NodeRelay {
  constructor(
    private readonly relay: RelayHttp,
    private readonly config: ConfigFile,
    private readonly controller: Controller,
    private readonly location: RelayLocation,
  ) {}

  /** The nodes that the relay of this run sees; undefined when it does not answer, or not to this user. */
  async connectedNodes(): Promise<{ relayUrl: string; nodeIds: readonly string[] } | undefined> {
    try {
      const { nodes } = await this.relay.get<ConnectedNodesAnswer>('/api/nodes/connected', { asOperator: true });
      return { relayUrl: (await this.location.address()).webSocketUrl, nodeIds: nodes.map(({ nodeId }) => nodeId) };
    } catch {
      return undefined;
    }
  }

  /** @throws OttoError `relay_unreachable`; better now than after a browser was started for it */
  async assertRelayAnswers(signal: AbortSignal): Promise<void> {
    await this.relay.get('/health/live', { signal });
  }

  /**
   * Approves the code, as the relay's owner or else with this machine's client, and grants the node to that client.
   *
   * @throws OttoError `not_logged_in` or `forbidden_role` when this user may not do that
   */
  async approve(code: string): Promise<void> {
    const { clientId } = await this.config.read();
    await this.controller.use((otto) => otto.pairing.approve(code, { clientId }));
  }
}
