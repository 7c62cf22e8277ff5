import type { RelayWorld } from '../../test/relay-world';
import { worldOfOne } from '../../test/small-worlds';
import type { ReceivedFrame } from '../../test/frame-inbox';
import type { WorldPeer } from '../../test/world-peer';

const TAB = { tabSessionId: 'tab_1' };
const WAITS = { waitPolicy: 'wait_with_timeout' } as const;

describe('a node that is back before its relay has noticed that it was gone', () => {
  let world: RelayWorld;
  let node: WorldPeer;
  let ada: WorldPeer;

  beforeEach(() => {
    ({ world, node, ada } = worldOfOne());
  });

  function orderOf(requestId: string): ReceivedFrame {
    const order = node.take().find((frame) => frame.requestId === requestId);
    if (order === undefined) throw new Error('the node was not sent it');
    return order;
  }

  it('goes on with the commands that it names, and answers them in the new session', () => {
    const order = orderOf(ada.command(TAB));
    const resumed = world.nodeAgain('node_a', [order.requestId]);
    expect(node.closeCode).toBe(4409);
    expect(resumed.take()).toEqual([
      expect.objectContaining({ payload: { type: 'commands_resumed', requestIds: [order.requestId] } }),
    ]);
    resumed.answer(order);
    expect(ada.takeNames()).toEqual(['event routed', 'result completed']);
  });

  it('starts over when it names nothing, as a node that does not know of that', () => {
    const order = orderOf(ada.command(TAB));
    const other = world.node('node_a');
    expect(ada.takeNames()).toEqual(['event routed', 'error node_disconnected']);
    other.answer(order);
    expect(other.takeNames()).toEqual(['error result_not_owned']);
  });

  it('ends the commands that it does not name, and opens their lanes', () => {
    const lost = orderOf(ada.command(TAB));
    const waiting = ada.command({ ...TAB, ...WAITS });
    const other = orderOf(ada.command({ tabSessionId: 'tab_2' }));
    ada.take();
    const resumed = world.nodeAgain('node_a', [other.requestId]);
    expect(ada.take().map(({ requestId, payload }) => [requestId, payload.code ?? payload.type])).toEqual([
      [lost.requestId, 'node_disconnected'],
      [waiting, 'routed'],
    ]);
    expect(resumed.take().map(({ requestId }) => requestId)).toContain(waiting);
  });

  it('is told only of what is still waited for', () => {
    const ended = orderOf(ada.command({ ...TAB, timeoutMs: 100 }));
    world.time.advance(6_000);
    const resumed = world.nodeAgain('node_a', [ended.requestId, 'never_heard_of']);
    expect(resumed.takeNames()).toEqual([]);
  });

  it('is told once more to stop what was cancelled meanwhile', () => {
    const order = orderOf(ada.command(TAB));
    ada.send('command_cancel', { targetRequestId: order.requestId });
    const resumed = world.nodeAgain('node_a', [order.requestId]);
    expect(resumed.takeNames()).toEqual(['command_cancel', 'event commands_resumed']);
    resumed.answer(order, { ok: false, commandOutcome: 'cancelled' });
    expect(ada.takeNames()).toEqual(['event routed', 'event cancel_ack', 'result cancelled']);
  });

  it('never goes on with a subscription, which lives in its connection', () => {
    const order = orderOf(
      ada.command({ action: 'listener.subscribe', payload: { listener: 'network.http_intercept' } }),
    );
    world.nodeAgain('node_a', [order.requestId]);
    expect(ada.takeNames()).toEqual(['event routed', 'error node_disconnected']);
  });

  it('goes on with nothing when its loss was noticed', () => {
    const order = orderOf(ada.command(TAB));
    node.disconnect();
    expect(world.nodeAgain('node_a', [order.requestId]).takeNames()).toEqual([]);
    expect(ada.takeNames()).toEqual(['event routed', 'error node_disconnected']);
  });
});
