import { connectNode } from './connect-node';
import type { HostMessage } from './host-messages';
import { StarterChannel } from './starter-channel';
import { FakeDevTools, OFFSCREEN } from './testing/fake-devtools';
import { FakeParent } from './testing/fake-parent';

const RELAY = 'ws://127.0.0.1:8787';

function setUp(targets = [OFFSCREEN]) {
  const devTools = new FakeDevTools(targets);
  const parent = new FakeParent();
  const interruption = new AbortController();
  const connecting = connectNode(devTools.connection, RELAY, new StarterChannel(parent), interruption.signal);
  /** The next message to the starter. */
  const told = (): Promise<HostMessage> => new Promise((resolve) => (parent.onSent = resolve));
  return { devTools, parent, interruption, connecting, told };
}

describe('connecting a node', () => {
  it('points the extension to the relay once, and tells each of its states once', async () => {
    const { devTools, parent, connecting, told } = setUp();
    expect(await told()).toEqual({ kind: 'status', status: { state: 'needs_relay_url' } });
    devTools.status = { state: 'authenticated_connected', nodeId: 'node_one' };
    expect(await told()).toEqual({ kind: 'status', status: { state: 'authenticated_connected', nodeId: 'node_one' } });
    parent.says({ kind: 'release', nodeId: 'node_one' });
    expect(await connecting).toBe('node_one');
    expect(parent.sent).toHaveLength(2);
    expect(devTools.sent.filter(([method]) => method === 'Extensions.setStorageItems')).toEqual([
      ['Extensions.setStorageItems', expect.objectContaining({ values: { relayUrl: RELAY, connect: true } })],
    ]);
    expect(devTools.detached).toEqual([OFFSCREEN]);
  });

  it('waits for an extension that has not started yet, or starts anew', async () => {
    const { devTools, parent, connecting, told } = setUp([]);
    devTools.targets = [OFFSCREEN];
    await told();
    devTools.targets = [];
    devTools.status = { state: 'requesting_pairing_code' };
    devTools.targets = [OFFSCREEN];
    expect(await told()).toMatchObject({ status: { state: 'requesting_pairing_code' } });
    parent.says({ kind: 'release', nodeId: 'node_one' });
    expect(await connecting).toBe('node_one');
  });

  it('is broken off without a node, and leaves nothing attached', async () => {
    const { devTools, interruption, connecting, told } = setUp();
    await told();
    interruption.abort();
    expect(await connecting).toBeUndefined();
    expect(devTools.detached).toEqual([OFFSCREEN]);
  });
});
