import { Injectable } from '@nestjs/common';
import type { ConnectedNodesAnswer } from '@otto/protocol';
import type { ConnectedNode } from '@otto/sdk';
import { ConfigFile } from '../home/config-file';
import { RelayHttp } from '../http/relay-http';
import { Controller } from './controller';

/** The connected nodes: as this machine's client sees them, or all of them when there is no client yet and this user owns the relay. */
@Injectable()
export class NodeList {
  constructor(
    private readonly config: ConfigFile,
    private readonly controller: Controller,
    private readonly relay: RelayHttp,
  ) {}

  /** @throws OttoError `missing_access_token` for a user who is neither */
  async read(): Promise<ConnectedNode[]> {
    const { clientId } = await this.config.read();
    if (clientId !== undefined) return this.controller.use((otto) => otto.nodes.list());
    const { nodes } = await this.relay.get<ConnectedNodesAnswer>('/api/nodes/connected', { asOperator: true });
    return nodes.map(({ nodeId }) => ({ nodeId, granted: false }));
  }
}
