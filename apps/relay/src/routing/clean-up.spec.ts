import type { CommandPayload } from '@otto/protocol';
import { all, of, on, type ReceivedFrame } from '../../test/frame-inbox';
import { Peer } from '../../test/peer';
import { startRelay, type RelayUnderTest, type TestClient, type TestNode } from '../../test/relay-under-test';

const TAB = { targetNodeId: 'node_a', tabSessionId: 'tab_1' };
const EXTRACT = { ...TAB, action: 'primitive.dom.extract_text' };
const WAITS = { waitPolicy: 'wait_with_timeout' } as const;
const LISTENER = { listener: 'network.http_intercept' };
const SUBSCRIBE = { targetNodeId: 'node_a', action: 'listener.subscribe', payload: LISTENER };
const CANCELLED = { ok: false, commandOutcome: 'cancelled' };

describe('what somebody who goes leaves behind, over real sockets', () => {
  let relay: RelayUnderTest;
  let client: TestClient;
  let otherClient: TestClient;
  let testNode: TestNode;
  let node: Peer;
  let ada: Peer;
  let bob: Peer;

  beforeAll(async () => {
    relay = await startRelay();
    client = await relay.registerClient();
    otherClient = await relay.registerClient();
    testNode = await relay.pairNode('node_a', client);
    await relay.grant(otherClient, testNode);
  });
  beforeEach(async () => {
    node = await connectNode();
    ada = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    bob = await Peer.connect(relay.wsUrl, 'controller', otherClient.accessToken);
  });
  afterEach(() => Promise.all([node, ada, bob].map((peer) => peer.close())));
  afterAll(() => relay.stop());

  function connectNode(): Promise<Peer> {
    return Peer.connect(relay.wsUrl, 'node', testNode.accessToken);
  }

  async function running(by: Peer, command: Partial<CommandPayload> = EXTRACT): Promise<ReceivedFrame> {
    by.command(command);
    return node.next(of('command'));
  }

  /** Sends a command, has the node answer it, and waits for the result. */
  async function done(by: Peer, command: Partial<CommandPayload>, result: object = {}): Promise<string> {
    const received = await running(by, command);
    node.answer(received, result);
    await by.next(all(on(received.requestId), of('result')));
    return received.requestId;
  }

  async function streaming(): Promise<{ test: string; subscribe: string }> {
    const test = { targetNodeId: 'node_a', action: 'command.test' };
    return {
      test: await done(ada, test, { data: { stream: { listeners: [{ ...LISTENER, options: {} }] } } }),
      subscribe: await done(ada, SUBSCRIBE),
    };
  }

  async function nextOrder(action: string): Promise<ReceivedFrame> {
    return node.next(({ messageType, payload }) => messageType === 'command' && payload.action === action);
  }

  function terminal(requestId: string): (frame: ReceivedFrame) => boolean {
    return (frame) => frame.requestId === requestId && ['result', 'error'].includes(frame.messageType);
  }

  describe('a command that is stopped', () => {
    it('keeps its lane until the node has stopped', async () => {
      const { requestId } = await running(ada, { ...EXTRACT, timeoutMs: 100 });
      const waiting = bob.command({ ...EXTRACT, ...WAITS });
      await bob.next(on(waiting));
      expect((await ada.next(terminal(requestId))).payload.code).toBe('command_timed_out');
      const cancel = await node.next();
      expect([cancel.messageType, cancel.payload.targetRequestId]).toEqual(['command_cancel', requestId]);
      expect(await node.settled()).toEqual([]);
      node.send('result', { ...CANCELLED, durationMs: 1, action: EXTRACT.action }, { requestId });
      expect((await node.next(of('command'))).requestId).toBe(waiting);
    });

    it('ends as cancelled after 5 s if the node does not stop, and its lane opens', async () => {
      const { requestId } = await running(ada);
      const waiting = bob.command({ ...EXTRACT, ...WAITS });
      ada.send('command_cancel', { targetRequestId: requestId });
      expect((await ada.next(of('event', 'cancel_ack'))).payload.status).toBe('forwarded');
      expect((await ada.next(terminal(requestId))).payload).toMatchObject({
        code: 'command_cancelled',
        commandOutcome: 'cancelled',
      });
      expect((await node.next(of('command'))).requestId).toBe(waiting);
    });
  });

  describe('a controller that goes', () => {
    it('has its running commands cancelled at the node, and its waiting ones dropped', async () => {
      const { requestId } = await running(ada);
      ada.command({ ...EXTRACT, ...WAITS });
      await ada.next(of('event', 'queued'));
      const waiting = bob.command({ ...EXTRACT, ...WAITS });
      await bob.next(on(waiting));
      await ada.terminate();
      expect((await node.next(of('command_cancel'))).payload.targetRequestId).toBe(requestId);
      node.send('result', { ...CANCELLED, durationMs: 1, action: EXTRACT.action }, { requestId });
      expect((await node.next((frame) => frame.payload.action === EXTRACT.action)).requestId).toBe(waiting);
    });

    it('gives its leases up', async () => {
      await ada.ask('tab_lock', { ...TAB, lockLeaseMs: 600_000 });
      const waiting = bob.send('tab_lock', { ...TAB, ...WAITS });
      await ada.terminate();
      expect((await bob.next(on(waiting))).payload.type).toBe('lock_acquired');
    });

    it('has its listeners ended at the node', async () => {
      const requestId = await done(ada, SUBSCRIBE);
      await ada.terminate();
      expect((await nextOrder('listener.unsubscribe')).payload.payload).toMatchObject({ targetRequestId: requestId });
    });

    it('has its streams ended at the node', async () => {
      const { subscribe } = await streaming();
      await ada.terminate();
      expect((await nextOrder('listener.unsubscribe')).payload.payload).toMatchObject({ targetRequestId: subscribe });
    });

    it('has its tabs closed, but only once its client has no other session', async () => {
      const second = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
      await ada.close();
      await second.settled();
      expect(await node.settled()).toEqual([]);
      await second.close();
      expect((await nextOrder('primitive.tab.close_owned')).payload.payload).toEqual({
        controllerClientId: client.clientId,
      });
    });
  });

  describe('a stream', () => {
    it('ends when its test is cancelled, and with it its listeners', async () => {
      const { test, subscribe } = await streaming();
      ada.send('command_cancel', { targetRequestId: test });
      expect((await ada.next(terminal(test))).payload).toMatchObject({
        commandOutcome: 'cancelled',
        data: { streamCancelled: true },
      });
      expect((await ada.next(of('event', 'cancel_ack'))).payload.status).toBe('cancelled');
      expect((await nextOrder('listener.unsubscribe')).payload.payload).toMatchObject({ targetRequestId: subscribe });
    });

    it.each([
      ['fails', { ok: false, commandOutcome: 'failed' }, { commandOutcome: 'failed', data: { streamFailed: true } }],
      ['times out', undefined, { commandOutcome: 'timed_out', data: { streamTimedOut: true } }],
    ])('ends when one of its subscriptions %s', async (_how, result, ending) => {
      const test = { targetNodeId: 'node_a', action: 'command.test' };
      const requestId = await done(ada, test, { data: { stream: { listeners: [LISTENER] } } });
      const subscribe = await running(ada, { ...SUBSCRIBE, timeoutMs: 100 });
      if (result !== undefined) node.answer(subscribe, result);
      expect((await ada.next(terminal(requestId))).payload).toMatchObject(ending);
    });

    it('ends when its node goes', async () => {
      const { test, subscribe } = await streaming();
      await node.terminate();
      const ended = await ada.next(of('event', 'listener_ended'));
      expect([ended.requestId, ended.payload.code]).toEqual([subscribe, 'node_disconnected']);
      expect((await ada.next(terminal(test))).payload).toMatchObject({ data: { streamFailed: true } });
    });
  });

  describe('a node that goes', () => {
    it('leaves leases as they are', async () => {
      await ada.ask('tab_lock', TAB);
      await node.terminate();
      node = await connectNode();
      expect((await bob.ask('tab_lock', TAB)).payload.type).toBe('lock_conflict');
      expect((await ada.ask('tab_lock', TAB)).payload.type).toBe('lock_renewed');
    });

    it('leaves the commands that it names when it is back in time', async () => {
      const command = await running(ada);
      const older = node;
      node = await Peer.open(relay.wsUrl, 'node');
      await node.hello();
      await node.ask('auth', { accessToken: testNode.accessToken, resume: [command.requestId] });
      expect((await older.closed).code).toBe(4409);
      expect((await node.next(of('event', 'commands_resumed'))).payload.requestIds).toEqual([command.requestId]);
      node.answer(command);
      expect((await ada.next(terminal(command.requestId))).payload).toMatchObject({ ok: true });
    });

    it('ends its commands, also when it is only replaced', async () => {
      const { requestId } = await running(ada);
      const older = node;
      node = await connectNode();
      expect((await older.closed).code).toBe(4409);
      expect((await ada.next(terminal(requestId))).payload.code).toBe('node_disconnected');
    });
  });
});
