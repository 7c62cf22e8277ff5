import type { ConnectedNodesAnswer } from '@otto/protocol';
import type { ControllerApi } from './http/controller-api';

/** `granted` is false for a node that this client may see but not drive. */
export interface ConnectedNode {
  readonly nodeId: string;
  readonly granted: boolean;
}

/** The nodes that are connected to the relay. */
export class Nodes {
  constructor(private readonly api: ControllerApi) {}

  async list(signal?: AbortSignal): Promise<ConnectedNode[]> {
    const { nodes } = await this.api.get<ConnectedNodesAnswer>('/api/nodes/connected', { signal });
    return nodes.map(({ nodeId, granted = true }) => ({ nodeId, granted }));
  }
}
