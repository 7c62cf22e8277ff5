import { Injectable } from '@nestjs/common';
import { Grants } from '@otto/acl';
import type { ConnectedNodesAnswer } from '@otto/protocol';
import { hasRight, type Principal } from '../auth/principal';
import { SessionRegistry } from '../ws/session-registry';

type ConnectedNode = ConnectedNodesAnswer['nodes'][number];

@Injectable()
export class NodesService {
  constructor(
    private readonly sessions: SessionRegistry,
    private readonly grants: Grants,
  ) {}

  /** All nodes for the operator. For a controller those it is granted, and with `nodes.discover` the ids of the others. */
  connected(principal: Principal): ConnectedNodesAnswer {
    const nodes = this.sessions.connectedNodeIds().map((nodeId) => this.#describe(nodeId, principal));
    return { nodes: hasRight(principal, 'nodes.discover') ? nodes : nodes.filter(({ granted }) => granted) };
  }

  #describe(nodeId: string, principal: Principal): ConnectedNode {
    if (principal.kind !== 'controller') return { nodeId };
    return { nodeId, granted: this.grants.find(principal.claims.clientId, nodeId) !== undefined };
  }
}
