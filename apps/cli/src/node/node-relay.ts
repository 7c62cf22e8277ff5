import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { Controller } from '../controller/controller';
import { ConfigFile } from '../home/config-file';
import { RelayHttp } from '../http/relay-http';

/** The relay, as far as bringing up a node of this machine needs it. */
@Injectable()
export class NodeRelay {
  constructor(
    private readonly relay: RelayHttp,
    private readonly config: ConfigFile,
    private readonly controller: Controller,
  ) {}

  /** Better now than after a browser was started for it. @throws OttoError `relay_unreachable`, or why it cannot work */
  async assertReady(signal: AbortSignal): Promise<void> {
    await this.relay.get('/health/ready', { signal });
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

  /** Whether this machine's client may drive it. Undefined where that cannot be told: it is no client, or the relay refuses. */
  async isGranted(nodeId: string): Promise<boolean | undefined> {
    const { clientId } = await this.config.read();
    if (clientId === undefined) return undefined;
    try {
      const nodes = await this.controller.use((otto) => otto.nodes.list());
      return nodes.find((node) => node.nodeId === nodeId)?.granted;
    } catch (error) {
      if (error instanceof OttoError) return undefined;
      throw error;
    }
  }
}
