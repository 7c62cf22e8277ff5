import { OttoError } from '@otto/protocol';
import type { ConnectedNode } from '@otto/sdk';
import { NodeRelay } from './node-relay';

const NODES: ConnectedNode[] = [
  { nodeId: 'node_a', granted: true },
  { nodeId: 'node_b', granted: false },
];

function relay(clientId: string | undefined, list: () => Promise<ConnectedNode[]>): NodeRelay {
  const config = { read: async () => ({ clientId }) };
  const controller = { use: <T>(work: (otto: object) => Promise<T>) => work({ nodes: { list } }) };
  return new NodeRelay({} as never, config as never, controller as never);
}

describe('NodeRelay.isGranted', () => {
  it.each([
    ['node_a', true],
    ['node_b', false],
    ['node_c', undefined],
  ])('of %s is %s', async (nodeId, granted) => {
    await expect(relay('clt_1', async () => NODES).isGranted(nodeId)).resolves.toBe(granted);
  });

  it('cannot be told on a machine that is no client, nor by a relay that refuses', async () => {
    await expect(relay(undefined, async () => NODES).isGranted('node_b')).resolves.toBeUndefined();
    const refusing = relay('clt_1', () => Promise.reject(new OttoError('forbidden_role')));
    await expect(refusing.isGranted('node_b')).resolves.toBeUndefined();
  });
});
