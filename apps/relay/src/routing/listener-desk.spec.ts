import { LIMITS } from '@otto/protocol';
import type { RelayWorld } from '../../test/relay-world';
import { worldOfTwo } from '../../test/small-worlds';
import type { WorldPeer } from '../../test/world-peer';

const SUBSCRIBE = {
  action: 'listener.subscribe',
  payload: { listener: 'network.http_intercept', options: { site: 'example.com' } },
};

describe('listeners', () => {
  let world: RelayWorld;
  let node: WorldPeer;
  let ada: WorldPeer;
  let bob: WorldPeer;

  beforeEach(() => {
    ({ world, node, ada, bob } = worldOfTwo());
  });

  function subscribe(peer: WorldPeer, requestId?: string): string {
    const id = peer.command(SUBSCRIBE, requestId === undefined ? {} : { requestId });
    node.answer(node.takeFirst('command')!);
    peer.take();
    return id;
  }

  function update(from: WorldPeer, requestId: string, data: unknown = 1): void {
    from.send('event', { type: 'listener_update', data }, { requestId });
  }

  function unsubscribe(peer: WorldPeer, targetRequestId: string, targetNodeId = 'node_a'): string {
    return peer.command({ action: 'listener.unsubscribe', payload: { targetRequestId }, targetNodeId });
  }

  it('send their updates to their owner, byte for byte, and to nobody else', () => {
    const requestId = subscribe(ada);
    const text = `{"requestId":"${requestId}","payload":{"data":{"n":1.0},"type":"listener_update"},"protocolVersion":"1.0","messageType":"event","senderRole":"node","timestamp":"t"}`;
    node.sendRaw(text);
    expect(ada.lastBytes.toString()).toBe(text);
    expect([ada.take().length, bob.take()]).toEqual([1, []]);
  });

  it("carry the traceId of their subscribe, also where the node's update lacks it", () => {
    const requestId = ada.command(SUBSCRIBE, { traceId: 'trace-1' });
    node.answer(node.takeFirst('command')!);
    ada.take();
    update(node, requestId);
    expect(ada.take()).toMatchObject([{ traceId: 'trace-1', payload: { data: 1 } }]);
  });

  it('are active only after the successful result: listener_not_found before, and after a failed one', () => {
    const requestId = ada.command(SUBSCRIBE);
    update(node, requestId);
    node.answer(node.takeFirst('command')!, { ok: false, commandOutcome: 'failed' });
    update(node, requestId);
    expect(node.takeNames()).toEqual(['error listener_not_found', 'error listener_not_found']);
    expect(ada.takeNames()).toEqual(['event routed', 'result failed']);
  });

  it('belong to one node: listener_node_mismatch', () => {
    const other = world.node('node_b');
    const requestId = subscribe(ada);
    update(other, requestId);
    expect([other.takeNames(), ada.take()]).toEqual([['error listener_node_mismatch'], []]);
  });

  it('of two controllers are kept apart, even under one requestId', () => {
    subscribe(ada, 'same');
    bob.command(SUBSCRIBE, { requestId: 'same' });
    const second = node.takeFirst('command')!;
    node.answer(second);
    bob.take();
    update(node, second.requestId, 'for bob');
    update(node, 'same', 'for ada');
    expect([ada.take(), bob.take()]).toMatchObject([
      [{ requestId: 'same', payload: { data: 'for ada' } }],
      [{ requestId: 'same', payload: { data: 'for bob' } }],
    ]);
    unsubscribe(bob, 'same');
    expect(node.takeFirst('command')).toMatchObject({ payload: { payload: { targetRequestId: second.requestId } } });
  });

  it('keep their requestId in use: duplicate_request_id', () => {
    const requestId = subscribe(ada);
    ada.command({}, { requestId });
    expect(ada.takeNames()).toEqual(['error duplicate_request_id']);
  });

  describe('that are unsubscribed', () => {
    it('end with the successful result: updates are then listener_not_found', () => {
      const requestId = subscribe(ada);
      unsubscribe(ada, requestId);
      update(node, requestId);
      node.answer(node.takeFirst('command')!);
      update(node, requestId);
      expect(ada.takeNames()).toEqual(['event routed', 'event listener_update', 'result completed']);
      expect(node.takeNames()).toEqual(['error listener_not_found']);
    });

    it('go on if the node could not end them', () => {
      const requestId = subscribe(ada);
      unsubscribe(ada, requestId);
      node.answer(node.takeFirst('command')!, { ok: false, commandOutcome: 'failed' });
      update(node, requestId);
      expect(ada.takeNames()).toEqual(['event routed', 'result failed', 'event listener_update']);
    });

    it("are the sender's own: listener_owner_mismatch, and on the node named: listener_node_mismatch", () => {
      world.node('node_b', 'clt_a');
      const requestId = subscribe(ada);
      unsubscribe(bob, requestId);
      unsubscribe(ada, requestId, 'node_b');
      expect([bob.takeNames(), ada.takeNames()]).toEqual([
        ['error listener_owner_mismatch'],
        ['error listener_node_mismatch'],
      ]);
    });

    it('have to exist: listener_not_found', () => {
      unsubscribe(ada, 'unheard-of');
      const running = ada.command();
      unsubscribe(ada, running);
      expect(ada.takeNames()).toEqual(['error listener_not_found', 'event routed', 'error listener_not_found']);
    });
  });

  it('whose owner goes are stopped at the node, which hears so until it has stopped: listener_owner_offline', () => {
    const requestId = subscribe(ada);
    ada.disconnect();
    const stop = node.take().find(({ payload }) => payload.action === 'listener.unsubscribe')!;
    expect(stop).toMatchObject({ senderRole: 'relay', payload: { payload: { targetRequestId: requestId } } });
    update(node, requestId);
    node.answer(stop);
    update(node, requestId);
    expect(node.takeNames()).toEqual(['error listener_owner_offline', 'error listener_not_found']);
  });

  it('are stopped as well when the subscribe succeeds after its owner has gone', () => {
    ada.command(SUBSCRIBE);
    const command = node.takeFirst('command')!;
    ada.disconnect();
    node.take();
    node.answer(command);
    expect(node.take()).toMatchObject([
      { payload: { action: 'listener.unsubscribe', payload: { targetRequestId: command.requestId } } },
    ]);
  });

  it('are stopped as well when the subscribe succeeds after it had timed out', () => {
    ada.command({ ...SUBSCRIBE, timeoutMs: 500 });
    const command = node.takeFirst('command')!;
    world.time.advance(500);
    node.take();
    node.answer(command);
    expect(node.takeNames()).toEqual(['command listener.unsubscribe']);
  });

  it('whose node does not answer the stop are forgotten in time', () => {
    subscribe(ada);
    ada.disconnect();
    world.time.advance(LIMITS.commandTimeoutMs.default);
    expect(world.routing.directory.find('node_a')?.listeners.isEmpty).toBe(true);
  });

  it('whose node goes end, and their owner hears of it', () => {
    const requestId = subscribe(ada);
    node.disconnect();
    expect(ada.take()).toMatchObject([{ requestId, payload: { type: 'listener_ended', code: 'node_disconnected' } }]);
    const newer = world.node('node_a');
    update(newer, requestId);
    expect([newer.takeNames(), ada.take()]).toEqual([['error listener_not_found'], []]);
  });

  it("end when their owner's grant does", () => {
    const requestId = subscribe(ada);
    world.revokeGrant('clt_a', 'node_a');
    update(node, requestId);
    expect(ada.take()).toMatchObject([{ payload: { type: 'listener_ended', code: 'acl_missing_node_grant' } }]);
    expect(node.takeNames()).toEqual(['command listener.unsubscribe', 'error listener_not_found']);
  });

  it.each([
    ['an update that is none', { type: 'listener_update', updateType: 7 }],
    ['an event of an unknown type', { type: 'gossip' }],
    ['an event that only controllers send', { type: 'logs_subscribe' }],
  ])('answers %s: invalid_envelope', (_name, payload) => {
    node.send('event', payload);
    expect(node.takeNames()).toEqual(['error invalid_envelope']);
  });
});
