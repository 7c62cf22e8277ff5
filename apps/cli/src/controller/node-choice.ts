import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import type { ConnectedNode, OttoClient } from '@otto/sdk';
import { ConfigFile } from '../home/config-file';

/** Which node a command goes to when the user may leave that open. */
@Injectable()
export class NodeChoice {
  constructor(private readonly config: ConfigFile) {}

  /**
   * The named one, else the configured one, else the only one that this client may drive, else the only one connected.
   *
   * @throws OttoError `no_node_connected`; `node_not_chosen`, with the candidates
   */
  async choose(otto: OttoClient, named: string | undefined): Promise<string> {
    const nodeId = named ?? (await this.config.read()).nodeId;
    return nodeId ?? onlyOne(await otto.nodes.list());
  }
}

function onlyOne(nodes: readonly ConnectedNode[]): string {
  const granted = nodes.filter((node) => node.granted);
  // One that is not granted yet is a fine choice too: the refusal tells what to do, and asks the node's owner.
  const candidates = granted.length > 0 ? granted : nodes;
  const [first, ...others] = candidates;
  if (first === undefined) throw new OttoError('no_node_connected');
  if (others.length === 0) return first.nodeId;
  const ids = candidates.map(({ nodeId }) => nodeId).join(', ');
  throw new OttoError('node_not_chosen', { reason: `${candidates.length} nodes are connected: ${ids}` });
}
