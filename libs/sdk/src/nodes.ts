import type { ConnectedNodesAnswer } from '@otto/protocol';
import type { RelayApi } from './http/relay-api';
import type { TokenKeeper } from './tokens/token-keeper';

/** `granted` is false for a node that this client may see but not drive. */
export interface ConnectedNode {
  readonly nodeId: string;
  readonly granted: boolean;
}

/** The nodes that are connected to the relay. */
export class Nodes {
  constructor(
    private readonly api: RelayApi,
    private readonly tokens: TokenKeeper,
  ) {}

  async list(signal?: AbortSignal): Promise<ConnectedNode[]> {
    const { nodes } = await this.tokens.use((token) =>
      this.api.get<ConnectedNodesAnswer>('/api/nodes/connected', { token, signal }),
    );
    return nodes.map(({ nodeId, granted = true }) => ({ nodeId, granted }));
  }
}
