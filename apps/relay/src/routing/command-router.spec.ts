import { LIMITS } from '@otto/protocol';
import type { RelayWorld } from '../../test/relay-world';
import { worldOfTwo } from '../../test/small-worlds';
import type { WorldPeer } from '../../test/world-peer';

const WAITS = { waitPolicy: 'wait_with_timeout' } as const;
const TAB = { tabSessionId: 'tab_1' };

describe('command_cancel', () => {
  let world: RelayWorld;
  let node: WorldPeer;
  let ada: WorldPeer;
  let bob: WorldPeer;

  beforeEach(() => {
    ({ world, node, ada, bob } = worldOfTwo());
  });

  function cancel(peer: WorldPeer, targetRequestId: string): string {
    return peer.send('command_cancel', { targetRequestId });
  }

  it('ends a waiting command at once: command_cancelled, then cancel_ack cancelled', () => {
    bob.command(TAB);
    const requestId = ada.command({ ...TAB, ...WAITS });
    const cancelId = cancel(ada, requestId);
    expect(ada.take().slice(1)).toMatchObject([
      { requestId, payload: { code: 'command_cancelled', commandOutcome: 'cancelled', stage: 'queue' } },
      { requestId: cancelId, payload: { type: 'cancel_ack', status: 'cancelled', targetRequestId: requestId } },
    ]);
    node.answer(node.takeFirst('command')!);
    expect(node.take()).toEqual([]);
  });

  describe('of a running command', () => {
    let requestId: string;

    beforeEach(() => {
      requestId = ada.command(TAB);
      ada.take();
    });

    it('is forwarded to the node, and the terminal frame follows when the node has stopped', () => {
      const command = node.takeFirst('command')!;
      cancel(ada, requestId);
      expect(ada.take()).toMatchObject([{ payload: { type: 'cancel_ack', status: 'forwarded' } }]);
      expect(node.take()).toMatchObject([{ messageType: 'command_cancel', payload: { targetRequestId: requestId } }]);
      node.answer(command, { ok: false, commandOutcome: 'cancelled' });
      expect(ada.takeNames()).toEqual(['result cancelled']);
    });

    it('gives way to a result that was on its way', () => {
      cancel(ada, requestId);
      node.answer(node.takeFirst('command')!);
      expect(ada.takeNames()).toEqual(['event cancel_ack', 'result completed']);
    });

    it('ends it as cancelled after 5 s if the node does not stop, and opens the lane', () => {
      cancel(ada, requestId);
      bob.command({ ...TAB, ...WAITS });
      world.time.advance(LIMITS.cancelGraceMs - 1);
      expect([ada.takeNames(), bob.takeNames()]).toEqual([['event cancel_ack'], ['event queued']]);
      world.time.advance(1);
      expect([ada.takeNames(), bob.takeNames()]).toEqual([['error command_cancelled'], ['event routed']]);
    });

    it('does not put its deadline off', () => {
      const short = ada.command({ tabSessionId: 'tab_2', timeoutMs: 1000 });
      cancel(ada, short);
      ada.take();
      world.time.advance(1000);
      expect(ada.take()).toMatchObject([{ requestId: short, payload: { code: 'command_timed_out' } }]);
    });

    it('is told to the node once, however often it is sent', () => {
      cancel(ada, requestId);
      cancel(ada, requestId);
      expect(ada.takeNames()).toEqual(['event cancel_ack', 'event cancel_ack']);
      expect(node.takeNames()).toEqual(['command primitive.dom.extract_text', 'command_cancel']);
    });
  });

  it('takes a waiting tab_lock back', () => {
    const lock = { targetNodeId: 'node_a', tabSessionId: 'tab_1' };
    bob.send('tab_lock', lock);
    const requestId = ada.send('tab_lock', { ...lock, ...WAITS });
    cancel(ada, requestId);
    expect(ada.takeNames()).toEqual(['error command_cancelled', 'event cancel_ack']);
    bob.send('tab_unlock', lock);
    expect(ada.take()).toEqual([]);
  });

  it.each([
    ['missing_target_request', {}],
    ['missing_target_request', { targetRequestId: 7 }],
    ['command_not_found', { targetRequestId: 'unheard-of' }],
  ])('answers %s', (code, payload) => {
    ada.send('command_cancel', payload);
    expect(ada.takeNames()).toEqual([`error ${code}`]);
  });

  it('is for commands of the same session only: command_owner_mismatch', () => {
    const requestId = bob.command(TAB);
    const secondOfBob = world.controller('clt_b');
    cancel(ada, requestId);
    cancel(secondOfBob, requestId);
    expect([ada.takeNames(), secondOfBob.takeNames()]).toEqual([
      ['error command_owner_mismatch'],
      ['error command_owner_mismatch'],
    ]);
    expect(node.takeNames()).toEqual(['command primitive.dom.extract_text']);
  });

  it('finds no command that has ended: command_not_found', () => {
    const requestId = ada.command(TAB);
    node.answer(node.takeFirst('command')!);
    ada.take();
    cancel(ada, requestId);
    expect(ada.takeNames()).toEqual(['error command_not_found']);
  });
});
