import { LIMITS } from '@otto/protocol';
import type { RelayWorld } from '../../test/relay-world';
import { worldOfTwo } from '../../test/small-worlds';
import type { WorldPeer } from '../../test/world-peer';
import type { ReceivedFrame } from '../../test/frame-inbox';

const WAITS = { waitPolicy: 'wait_with_timeout' } as const;
const TAB = { tabSessionId: 'tab_1' };

describe('NodeCommands', () => {
  let world: RelayWorld;
  let node: WorldPeer;
  let ada: WorldPeer;
  let bob: WorldPeer;

  beforeEach(() => {
    ({ world, node, ada, bob } = worldOfTwo({ tabQueueLimit: 3, controllerQueueLimit: 4 }));
  });

  describe('a command', () => {
    it('is routed, said to be so, and ended by the result as it came in', () => {
      const requestId = ada.command(TAB);
      const command = nextCommand(node);
      const text = `{"payload":{"data":{"n":1.50},"ok":true, "durationMs":3,"action":"x","commandOutcome":"completed"},"senderRole":"node","timestamp":"t","requestId":"${requestId}","messageType":"result","protocolVersion":"1.0"}`;
      node.sendRaw(text);
      expect(command.requestId).toBe(requestId);
      expect(ada.takeNames()).toEqual(['event routed', 'result completed']);
      expect(ada.lastBytes.toString()).toBe(text);
    });

    it("is ended by the node's error as it came in", () => {
      ada.command(TAB);
      const { requestId } = nextCommand(node);
      const error = { category: 'execution', code: 'navigation_failed', message: 'no', retryable: false };
      node.send('error', error, { requestId });
      expect(ada.takeNames()).toEqual(['event routed', 'error navigation_failed']);
    });

    it("carries its traceId on every frame, also where the node's answer lacks it", () => {
      const changes = { traceId: 'trace-1' };
      ada.command({ ...TAB, ...WAITS }, changes);
      ada.command({ ...TAB, ...WAITS, timeoutMs: 100 }, changes);
      const command = nextCommand(node);
      world.time.advance(100);
      node.answer(command);
      expect([command, ...ada.take()].map(({ traceId }) => traceId)).toEqual(new Array(5).fill('trace-1'));
    });

    it('that the node answers with nonsense ends at once: invalid_result', () => {
      ada.command(TAB);
      const { requestId } = nextCommand(node);
      node.send('result', { ok: 'yes' }, { requestId });
      expect(ada.takeNames()).toEqual(['event routed', 'error invalid_result']);
      expect(node.takeNames()).toEqual(['error invalid_result']);
      ada.command(TAB);
      expect(ada.takeNames()).toEqual(['event routed']);
    });

    it('finds no node that is not there: node_offline', () => {
      node.disconnect();
      ada.command(TAB);
      expect(ada.takeNames()).toEqual(['error node_offline']);
    });

    it('is not piled up in front of a node that does not read: node_busy', () => {
      node.isCongested = true;
      ada.command(TAB);
      expect(ada.takeNames()).toEqual(['error node_busy']);
    });
  });

  describe('a lane', () => {
    it('runs one command at a time, first in first out across controllers', () => {
      ada.command({ ...TAB, ...WAITS }, { requestId: 'first' });
      bob.command({ ...TAB, ...WAITS }, { requestId: 'second' });
      ada.command({ ...TAB, ...WAITS }, { requestId: 'third' });
      const order: string[] = [];
      for (const [command] = [nextCommand(node)]; order.length < 3;) {
        const running = order.length === 0 ? command : nextCommand(node);
        expect(node.take()).toEqual([]);
        order.push(running.requestId);
        node.answer(running);
      }
      expect(order).toEqual(['first', 'second', 'third']);
    });

    it('says how many wait', () => {
      ada.command({ ...TAB, ...WAITS });
      ada.command({ ...TAB, ...WAITS });
      bob.command({ ...TAB, ...WAITS });
      const queued = [...ada.take(), ...bob.take()].filter(({ payload }) => payload.type === 'queued');
      expect(queued.map(({ payload }) => payload)).toEqual([
        { type: 'queued', targetNodeId: 'node_a', tabSessionId: 'tab_1', queueDepth: 1 },
        { type: 'queued', targetNodeId: 'node_a', tabSessionId: 'tab_1', queueDepth: 2 },
      ]);
    });

    it('refuses who will not wait: tab_busy', () => {
      ada.command(TAB);
      bob.command(TAB);
      expect(bob.takeNames()).toEqual(['error tab_busy']);
    });

    it('is bounded: tab_queue_overflow', () => {
      for (let count = 0; count < 4; count += 1) ada.command({ ...TAB, ...WAITS });
      bob.command({ ...TAB, ...WAITS });
      expect(bob.takeNames()).toEqual(['error tab_queue_overflow']);
    });

    it("is bounded by the controller's own limit over all lanes: controller_queue_overflow", () => {
      for (const tabSessionId of ['a', 'b', 'c', 'd', 'e']) {
        bob.command({ tabSessionId });
        ada.command({ tabSessionId, ...WAITS });
      }
      expect(ada.takeNames()).toEqual([
        ...new Array<string>(4).fill('event queued'),
        'error controller_queue_overflow',
      ]);
    });

    it('runs in parallel to other lanes, and to commands without a tab', () => {
      ada.command(TAB);
      ada.command({ tabSessionId: 'tab_2' });
      ada.command({ action: 'primitive.tab.query' });
      ada.command({ action: 'primitive.tab.query' });
      expect(node.takeNames()).toHaveLength(4);
    });
  });

  describe('a deadline', () => {
    it('ends a command that waits: queue_wait_timed_out, and the node never hears of it', () => {
      ada.command(TAB);
      nextCommand(node);
      bob.command({ ...TAB, ...WAITS, timeoutMs: 500 });
      world.time.advance(499);
      expect(bob.takeNames()).toEqual(['event queued']);
      world.time.advance(1);
      expect(bob.take()).toMatchObject([
        { payload: { code: 'queue_wait_timed_out', commandOutcome: 'timed_out', stage: 'queue' } },
      ]);
      expect(node.take()).toEqual([]);
    });

    it('ends a command that runs: command_timed_out; the node is told to stop', () => {
      ada.command({ ...TAB, timeoutMs: 500 });
      const { requestId } = nextCommand(node);
      world.time.advance(500);
      expect(ada.takeNames()).toEqual(['event routed', 'error command_timed_out']);
      expect(node.take()).toMatchObject([{ messageType: 'command_cancel', payload: { targetRequestId: requestId } }]);
    });

    it('covers waiting and running together', () => {
      ada.command({ ...TAB, timeoutMs: 300 });
      bob.command({ ...TAB, ...WAITS, timeoutMs: 500 });
      world.time.advance(300);
      node.answer(nextCommand(node));
      world.time.advance(199);
      expect(bob.takeNames()).toEqual(['event queued', 'event routed']);
      world.time.advance(1);
      expect(bob.takeNames()).toEqual(['error command_timed_out']);
    });

    it('is 30 s unless the command says otherwise', () => {
      ada.command(TAB);
      world.time.advance(LIMITS.commandTimeoutMs.default - 1);
      expect(ada.takeNames()).toEqual(['event routed']);
      world.time.advance(1);
      expect(ada.takeNames()).toEqual(['error command_timed_out']);
    });
  });

  describe('after a command was given up', () => {
    let running: ReceivedFrame;

    beforeEach(() => {
      ada.command({ ...TAB, timeoutMs: 500 });
      running = nextCommand(node);
      world.time.advance(500);
      bob.command({ ...TAB, ...WAITS });
      for (const peer of [ada, bob, node]) peer.take();
    });

    it('the lane stays closed until the node answers, and the answer goes to nobody', () => {
      expect(bob.take()).toEqual([]);
      node.answer(running, { commandOutcome: 'cancelled', ok: false });
      expect(bob.takeNames()).toEqual(['event routed']);
      expect([ada.take(), node.takeNames()]).toEqual([[], ['command primitive.dom.extract_text']]);
    });

    it('the lane opens after 5 s if the node does not answer', () => {
      world.time.advance(LIMITS.cancelGraceMs - 1);
      expect(bob.take()).toEqual([]);
      world.time.advance(1);
      expect(bob.takeNames()).toEqual(['event routed']);
    });

    it('its requestId is free for its owner, but no other command goes to the node under it', () => {
      world.time.advance(LIMITS.cancelGraceMs);
      nextCommand(node);
      ada.command({ tabSessionId: 'tab_2' }, { requestId: running.requestId });
      const again = nextCommand(node);
      expect(again.requestId).not.toBe(running.requestId);
      node.answer(running, { data: 'of the first' });
      expect(ada.takeNames()).toEqual(['event routed']);
      node.answer(again, { data: 'of the second' });
      expect(ada.take()).toMatchObject([{ requestId: running.requestId, payload: { data: 'of the second' } }]);
    });
  });

  describe('equal requestIds of two controllers', () => {
    it('never show one of them the outcome of the other', () => {
      ada.command({ tabSessionId: 'a' }, { requestId: 'same' });
      bob.command({ tabSessionId: 'b' }, { requestId: 'same' });
      const [first, second] = node.take();
      expect(first?.requestId).toBe('same');
      expect(second?.requestId).not.toBe('same');
      node.answer(second!, { data: 'for bob' });
      node.answer(first!, { data: 'for ada' });
      expect(results(ada)).toMatchObject([{ requestId: 'same', payload: { data: 'for ada' } }]);
      expect(results(bob)).toMatchObject([{ requestId: 'same', payload: { data: 'for bob' } }]);
    });

    it('cancel at the node what was meant', () => {
      ada.command({ tabSessionId: 'a' }, { requestId: 'same' });
      bob.command({ tabSessionId: 'b' }, { requestId: 'same' });
      const [, second] = node.take();
      bob.send('command_cancel', { targetRequestId: 'same' });
      expect(node.take()).toMatchObject([{ payload: { targetRequestId: second!.requestId } }]);
    });
  });

  describe('a result', () => {
    it('of a node that does not own the request is dropped and logged: result_not_owned', () => {
      const other = world.node('node_b');
      ada.command(TAB);
      other.answer(nextCommand(node));
      expect(ada.takeNames()).toEqual(['event routed']);
      expect(other.takeNames()).toEqual(['error result_not_owned']);
      expect(world.log.at(-1)).toMatchObject({ status: 'result_not_owned', nodeId: 'node_b' });
    });

    it('that comes twice counts once', () => {
      ada.command(TAB);
      const command = nextCommand(node);
      node.answer(command);
      node.answer(command);
      expect(ada.takeNames()).toEqual(['event routed', 'result completed']);
      expect(node.takeNames()).toEqual(['error result_not_owned']);
    });
  });

  describe('a node that goes', () => {
    beforeEach(() => {
      ada.command(TAB);
      bob.command({ ...TAB, ...WAITS });
      for (const peer of [ada, bob, node]) peer.take();
    });

    it('ends what ran and what waited: node_disconnected', () => {
      node.disconnect();
      expect([ada.takeNames(), bob.takeNames()]).toEqual([['error node_disconnected'], ['error node_disconnected']]);
    });

    it('ends it also when a newer session takes its place', () => {
      const newer = world.node('node_a');
      expect([node.closeCode, ada.takeNames()]).toEqual([4409, ['error node_disconnected']]);
      ada.command(TAB);
      expect(newer.takeNames()).toEqual(['command primitive.dom.extract_text']);
    });

    it('cannot answer for an earlier session what somebody else asks of the new one', () => {
      const { requestId } = world.deliveries.find(
        ({ to, frame }) => to === node && frame.messageType === 'command',
      )!.frame;
      node.disconnect();
      const newer = world.node('node_a');
      bob.take();
      bob.command(TAB, { requestId });
      newer.send('result', { ok: true, durationMs: 1, action: 'x', commandOutcome: 'completed' }, { requestId });
      expect(bob.takeNames()).toEqual(['event routed']);
    });
  });

  it('ends a command whose client has lost the grant while it waited', () => {
    ada.command(TAB);
    bob.command({ ...TAB, ...WAITS });
    world.revokeGrant('clt_b', 'node_a');
    node.answer(nextCommand(node));
    expect(bob.takeNames()).toEqual(['event queued', 'error acl_missing_node_grant']);
    expect(node.take()).toEqual([]);
  });

  it('writes one entry for each command: times and sizes, nothing of what it carries', () => {
    ada.command({ ...TAB, payload: { selector: 'SECRET' } }, { requestId: 'r1', traceId: 'trace-1' });
    world.time.advance(30);
    node.answer(nextCommand(node), { data: 'SECRET' });
    expect(JSON.stringify(world.log)).not.toContain('SECRET');
    expect(world.log).toEqual([
      expect.objectContaining({
        type: 'command_ended',
        requestId: 'r1',
        traceId: 'trace-1',
        nodeId: 'node_a',
        clientId: 'clt_a',
        action: 'primitive.dom.extract_text',
        status: 'completed',
        data: expect.objectContaining({ tabSessionId: 'tab_1', waitedMs: 0, ranMs: 30 }) as unknown,
      }),
    ]);
  });
});

function nextCommand(node: WorldPeer): ReceivedFrame {
  const command = node.takeFirst('command');
  if (command === undefined) throw new Error('The node was sent no command.');
  return command;
}

function results(peer: WorldPeer): ReceivedFrame[] {
  return peer.take().filter(({ messageType }) => messageType === 'result');
}
