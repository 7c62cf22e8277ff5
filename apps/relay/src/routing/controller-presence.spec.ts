import { LIMITS } from '@otto/protocol';
import type { RelayWorld } from '../../test/relay-world';
import { worldOfTwo } from '../../test/small-worlds';
import type { WorldPeer } from '../../test/world-peer';

const TAB = { tabSessionId: 'tab_1' };
const WAITS = { waitPolicy: 'wait_with_timeout' } as const;
const CLOSE_OWNED = { action: 'primitive.tab.close_owned', payload: { controllerClientId: 'clt_a' } };

describe('a controller that goes', () => {
  let world: RelayWorld;
  let node: WorldPeer;
  let ada: WorldPeer;
  let bob: WorldPeer;

  beforeEach(() => {
    ({ world, node, ada, bob } = worldOfTwo());
  });

  it('has its running commands cancelled at the node; their lane opens when the node has stopped', () => {
    const requestId = ada.command(TAB);
    const command = node.takeFirst('command')!;
    bob.command({ ...TAB, ...WAITS });
    ada.disconnect();
    expect(node.takeFirst('command_cancel')).toMatchObject({ payload: { targetRequestId: requestId } });
    expect(bob.takeNames()).toEqual(['event queued']);
    node.answer(command, { ok: false, commandOutcome: 'cancelled' });
    expect(bob.takeNames()).toEqual(['event routed']);
  });

  it('has its running commands forgotten after 5 s if the node does not stop', () => {
    ada.command(TAB);
    bob.command({ ...TAB, ...WAITS });
    ada.disconnect();
    world.time.advance(LIMITS.cancelGraceMs);
    expect(bob.takeNames()).toEqual(['event queued', 'event routed']);
  });

  it('has its waiting commands dropped', () => {
    bob.command(TAB);
    ada.command({ ...TAB, ...WAITS });
    ada.disconnect();
    node.answer(node.takeFirst('command')!);
    expect(node.take()).toMatchObject([{ payload: CLOSE_OWNED }]);
  });

  it('has its waiting for leases dropped', () => {
    bob.send('tab_lock', { targetNodeId: 'node_a', ...TAB });
    ada.send('tab_lock', { targetNodeId: 'node_a', ...TAB, ...WAITS });
    ada.disconnect();
    bob.send('tab_unlock', { targetNodeId: 'node_a', ...TAB });
    bob.command(TAB);
    expect(bob.takeNames()).toEqual(['event lock_acquired', 'event lock_released', 'event routed']);
  });

  it('has its tabs closed at every connected node', () => {
    const other = world.node('node_b');
    ada.disconnect();
    for (const each of [node, other])
      expect(each.take()).toMatchObject([{ senderRole: 'relay', payload: CLOSE_OWNED }]);
    expect(bob.take()).toEqual([]);
  });

  it('keeps its tabs while its client has another session', () => {
    const second = world.controller('clt_a');
    ada.disconnect();
    expect(node.take()).toEqual([]);
    second.disconnect();
    expect(node.take()).toMatchObject([{ payload: CLOSE_OWNED }]);
  });

  it('does not mind what the node answers to that', () => {
    ada.disconnect();
    node.answer(node.takeFirst('command')!);
    expect(node.take()).toEqual([]);
  });

  it('sees no more log entries', () => {
    ada.send('event', { type: 'logs_subscribe' });
    ada.disconnect();
    expect(() => bob.command(TAB)).not.toThrow();
    expect(ada.takeNames()).not.toContain('event log');
  });

  it('that the relay sends away gets the terminal frames of its commands first: relay_shutting_down, then 1001', async () => {
    ada.command(TAB);
    ada.command({ ...TAB, ...WAITS });
    await world.sessions.endAll(1000);
    const errors = ['error relay_shutting_down', 'error relay_shutting_down'];
    expect([ada.takeNames(), ada.closeCode]).toEqual([['event routed', 'event queued', ...errors], 1001]);
    expect([node.takeNames(), node.closeCode]).toEqual([
      ['command primitive.dom.extract_text', 'command_cancel'],
      1001,
    ]);
  });

  it('that the relay sends away leaves nothing behind that could begin now: lanes and leases open for nobody', async () => {
    ada.send('tab_lock', { targetNodeId: 'node_a', ...TAB });
    bob.command({ ...TAB, ...WAITS });
    ada.command({ tabSessionId: 'tab_2' });
    bob.command({ tabSessionId: 'tab_2', ...WAITS });
    node.answer(node.takeFirst('command')!);
    node.take();
    await world.sessions.endAll(1000);
    const errors = ['error relay_shutting_down', 'error relay_shutting_down'];
    expect(bob.takeNames()).toEqual(['event queued', 'event queued', 'event routed', ...errors]);
    expect(node.takeNames()).toEqual(['command_cancel']);
  });

  it('that the relay sends away while it waits for a lease is told so: relay_shutting_down', async () => {
    bob.send('tab_lock', { targetNodeId: 'node_a', ...TAB });
    const requestId = ada.send('tab_lock', { targetNodeId: 'node_a', ...TAB, ...WAITS });
    await world.sessions.endAll(1000);
    expect(ada.take()).toMatchObject([{ requestId, payload: { code: 'relay_shutting_down' } }]);
  });

  it('that was removed gets controller_revoked for its commands, then 4403', () => {
    ada.command(TAB);
    expect(world.sessions.closeClient('clt_a')).toBe(1);
    expect([ada.takeNames(), ada.closeCode]).toEqual([['event routed', 'error controller_revoked'], 4403]);
  });

  it('that was removed unnoticed by its session is told at its next frame, whatever it sends', async () => {
    world.removedClients.add('clt_a');
    ada.send('ping', {});
    await Promise.resolve();
    expect([ada.takeNames(), ada.closeCode]).toEqual([['error controller_revoked'], 4403]);
  });
});
