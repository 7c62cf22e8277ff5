import { MESSAGE_TYPES, makeFrame } from '@otto/protocol';
import { all, of, on, type ReceivedFrame } from '../../test/frame-inbox';
import { Peer } from '../../test/peer';
import { startRelay, type RelayUnderTest, type TestClient, type TestNode } from '../../test/relay-under-test';
import { acceptanceOf } from './accepts.decorator';
import { FrameHandlers } from './frame-handlers';
import { RelayGateway } from './relay.gateway';

// Real sockets on a machine that may be busy with other specs.
jest.setTimeout(30_000);

const FROM_RELAY = ['hello_ack', 'auth_ack', 'refresh_ack'];
const WAITS = { waitPolicy: 'wait_with_timeout' } as const;
const EXTRACT = { action: 'primitive.dom.extract_text', tabSessionId: 'tab_1' } as const;

describe('RelayGateway', () => {
  it('has a handler for every message type that peers send, each declaring who may send it', () => {
    const handlers = new FrameHandlers(Object.create(RelayGateway.prototype) as object);
    expect(handlers.types.sort()).toEqual(MESSAGE_TYPES.filter((type) => !FROM_RELAY.includes(type)).sort());
    for (const type of handlers.types) expect(handlers.find(type).acceptance.from.length).toBeGreaterThan(0);
  });

  it('cannot have a handler that declares nothing', () => {
    class Careless {
      ping(): void {
        return;
      }
    }
    Reflect.defineMetadata('message', 'ping', Careless.prototype.ping);
    expect(acceptanceOf(Careless.prototype.ping)).toBeUndefined();
    expect(() => new FrameHandlers(new Careless())).toThrow('ping does not declare @Accepts');
  });
});

describe('a relay and its peers, over real sockets', () => {
  let relay: RelayUnderTest;
  let client: TestClient;
  let otherClient: TestClient;
  let testNode: TestNode;
  let node: Peer;
  let ada: Peer;
  let bob: Peer;

  beforeAll(async () => {
    relay = await startRelay({ OTTO_TAB_QUEUE_LIMIT: '2', OTTO_CONTROLLER_QUEUE_LIMIT: '3' });
    client = await relay.registerClient();
    otherClient = await relay.registerClient();
    testNode = await relay.pairNode('node_a', client);
    await relay.grant(otherClient, testNode);
  });
  beforeEach(async () => {
    node = await Peer.connect(relay.wsUrl, 'node', testNode.accessToken, { nodeId: 'node_a' });
    ada = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    bob = await Peer.connect(relay.wsUrl, 'controller', otherClient.accessToken);
  });
  afterEach(() => Promise.all([node, ada, bob].map((peer) => peer.close())));
  afterAll(() => relay.stop());

  /** A command that the node was sent. */
  async function running(by = ada, rest: object = {}): Promise<ReceivedFrame> {
    by.command({ targetNodeId: 'node_a', ...EXTRACT, ...rest });
    return node.next(of('command'));
  }

  async function subscribed(by = ada): Promise<string> {
    const { requestId } = await running(by, {
      action: 'listener.subscribe',
      payload: { listener: 'network.http_intercept' },
    }).then((command) => (node.answer(command), command));
    await by.next(all(on(requestId), of('result')));
    return requestId;
  }

  function names(frames: readonly ReceivedFrame[]): string[] {
    return frames.map(
      ({ messageType, payload }) => `${messageType} ${String(payload.type ?? payload.code ?? payload.commandOutcome)}`,
    );
  }

  describe('message types', () => {
    it('command, result: there and back, with routed in between', async () => {
      const command = await running();
      node.answer(command, { data: { text: 'hé' } });
      expect(await ada.next()).toMatchObject({ requestId: command.requestId, payload: { type: 'routed' } });
      expect(await ada.next()).toMatchObject({
        requestId: command.requestId,
        senderRole: 'node',
        payload: { data: { text: 'hé' } },
      });
    });

    it('command, result: a result of many megabytes', async () => {
      const command = await running();
      const data = 'ü"'.repeat(1_000_000);
      node.answer(command, { data });
      expect((await ada.next(of('result'))).payload.data).toBe(data);
    });

    it('error of a node: ends its command', async () => {
      const { requestId } = await running();
      node.send(
        'error',
        { category: 'execution', code: 'navigation_failed', message: 'no', retryable: false },
        { requestId },
      );
      expect(names([await ada.next(of('error'))])).toEqual(['error navigation_failed']);
    });

    it('command_cancel: waiting, and running', async () => {
      const command = await running();
      const waiting = ada.command({ targetNodeId: 'node_a', ...EXTRACT, ...WAITS });
      ada.send('command_cancel', { targetRequestId: waiting });
      ada.send('command_cancel', { targetRequestId: command.requestId });
      expect(await node.next()).toMatchObject({
        messageType: 'command_cancel',
        payload: { targetRequestId: command.requestId },
      });
      node.answer(command, { ok: false, commandOutcome: 'cancelled' });
      const told = [];
      while (told.length < 6) told.push(await ada.next());
      expect(names(told)).toEqual([
        'event routed',
        'event queued',
        'error command_cancelled',
        'event cancel_ack',
        'event cancel_ack',
        'result cancelled',
      ]);
    });

    it('tab_lock, tab_unlock: a lease, a conflict, its end', async () => {
      const tab = { targetNodeId: 'node_a', tabSessionId: 'tab_1' };
      expect(names([await ada.ask('tab_lock', tab)])).toEqual(['event lock_acquired']);
      expect(names([await bob.ask('tab_lock', tab), await bob.next()])).toEqual([
        'event lock_conflict',
        'error tab_locked',
      ]);
      const waiting = bob.send('tab_lock', { ...tab, ...WAITS });
      expect(names([await ada.ask('tab_unlock', tab), await bob.next(on(waiting))])).toEqual([
        'event lock_released',
        'event lock_acquired',
      ]);
    });

    it('tab_lock: expires by itself', async () => {
      ada.send('tab_lock', { targetNodeId: 'node_a', tabSessionId: 'tab_1', lockLeaseMs: 50 });
      expect(names([await ada.next(), await ada.next()])).toEqual(['event lock_acquired', 'event lock_expired']);
    });

    it('event listener_update: to the owner of the listener', async () => {
      const requestId = await subscribed();
      node.send(
        'event',
        { type: 'listener_update', updateType: 'network.response', data: { status: 200 } },
        { requestId },
      );
      expect(await ada.next(of('event', 'listener_update'))).toMatchObject({
        requestId,
        payload: { data: { status: 200 } },
      });
    });

    it('event extension_log and logs_subscribe: what a node reports reaches who reads the log, redacted', async () => {
      const { payload: subscribed } = await ada.ask('event', { type: 'logs_subscribe', source: 'node' });
      expect(subscribed).toEqual({ type: 'logs_subscribed' });
      node.send('event', {
        type: 'extension_log',
        entry: { level: 'warn', type: 'spec_report', data: { token: 'hunter2' } },
      });
      const { payload } = await ada.next(of('event', 'log'));
      expect(payload.entry).toMatchObject({ type: 'spec_report', source: 'node', nodeId: 'node_a', level: 'warn' });
      expect(JSON.stringify(payload)).not.toContain('hunter2');
    });

    it('event access_requested: to the node that was asked for in vain', async () => {
      const stranger = await relay.registerClient('stranger');
      const eve = await Peer.connect(relay.wsUrl, 'controller', stranger.accessToken);
      expect((await eve.ask('command', commandPayload())).payload).toMatchObject({ code: 'acl_missing_node_grant' });
      expect((await node.next(of('event'))).payload).toEqual({
        type: 'access_requested',
        clientId: stranger.clientId,
        name: 'stranger',
        description: 'made by a spec',
      });
      eve.send('command', commandPayload());
      await eve.settled();
      expect(await node.settled()).toEqual([]);
      await eve.close();
    });
  });

  describe('errors', () => {
    it.each([
      ['missing_target_node', { targetNodeId: undefined }],
      ['missing_action', { action: undefined }],
      ['invalid_command', { payload: 'text' }],
      ['forbidden_action', { action: 'controller.admin' }],
      ['missing_replay_nonce', { replayNonce: undefined }],
      ['acl_missing_node_grant', { targetNodeId: 'node_b' }],
      ['missing_listener_target', { action: 'listener.unsubscribe' }],
      ['listener_not_found', { action: 'listener.unsubscribe', payload: { targetRequestId: 'r' } }],
    ])('command: %s', async (code, changes) => {
      const { messageType, payload } = await ada.ask('command', { ...commandPayload(), ...changes });
      expect([messageType, payload.code, payload.stage]).toEqual(['error', code, 'accept']);
    });

    it.each([
      ['invalid_timestamp', 'now'],
      ['timestamp_out_of_window', '2020-01-01T00:00:00Z'],
    ])('command: %s', async (code, timestamp) => {
      expect((await ada.ask('command', commandPayload(), { timestamp })).payload).toMatchObject({ code });
    });

    it('command: replay_rejected, also on another connection', async () => {
      const captured = JSON.stringify(makeFrame('controller', 'command', 'r1', commandPayload()));
      ada.sendRaw(captured);
      await ada.next(of('event', 'routed'));
      const second = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
      second.sendRaw(captured);
      expect((await second.next()).payload).toMatchObject({ code: 'replay_rejected' });
      await second.close();
    });

    it('command: duplicate_request_id', async () => {
      const { requestId } = await running();
      ada.command({ targetNodeId: 'node_a', ...EXTRACT }, { requestId });
      expect((await ada.next(of('error'))).payload).toMatchObject({ code: 'duplicate_request_id' });
    });

    it('command: tab_busy, tab_queue_overflow, controller_queue_overflow', async () => {
      await running(bob);
      const codes = [];
      for (const policy of ['fail_fast', 'wait_with_timeout', 'wait_with_timeout', 'wait_with_timeout'] as const) {
        codes.push(
          (await ada.next(on(ada.command({ targetNodeId: 'node_a', ...EXTRACT, waitPolicy: policy })))).payload,
        );
      }
      await running(bob, { tabSessionId: 'tab_2' });
      for (let count = 0; count < 2; count += 1) {
        const requestId = ada.command({ targetNodeId: 'node_a', ...EXTRACT, tabSessionId: 'tab_2', ...WAITS });
        codes.push((await ada.next(on(requestId))).payload);
      }
      expect(codes.map(({ code, type }) => code ?? type)).toEqual([
        'tab_busy',
        'queued',
        'queued',
        'tab_queue_overflow',
        'queued',
        'controller_queue_overflow',
      ]);
    });

    it('command: queue_wait_timed_out and command_timed_out, when their time has come', async () => {
      await running(ada, { timeoutMs: 200 });
      const waiting = bob.command({ targetNodeId: 'node_a', ...EXTRACT, ...WAITS, timeoutMs: 100 });
      expect((await bob.next(all(on(waiting), of('error')))).payload).toMatchObject({
        code: 'queue_wait_timed_out',
        stage: 'queue',
      });
      expect((await ada.next(of('error'))).payload).toMatchObject({ code: 'command_timed_out', stage: 'run' });
      expect((await node.next()).messageType).toBe('command_cancel');
    });

    it('command: node_offline and node_disconnected', async () => {
      await running();
      const waiting = bob.command({ targetNodeId: 'node_a', ...EXTRACT, ...WAITS });
      await bob.next(on(waiting));
      await node.terminate();
      expect((await ada.next(of('error'))).payload).toMatchObject({ code: 'node_disconnected', nodeId: 'node_a' });
      expect((await bob.next(on(waiting))).payload).toMatchObject({ code: 'node_disconnected' });
      expect((await ada.ask('command', commandPayload())).payload).toMatchObject({ code: 'node_offline' });
    });

    it('command: tab_locked', async () => {
      await bob.ask('tab_lock', { targetNodeId: 'node_a', tabSessionId: 'tab_1' });
      expect((await ada.ask('command', commandPayload(EXTRACT))).payload).toMatchObject({ code: 'tab_locked' });
    });

    it('command: listener_owner_mismatch and listener_node_mismatch', async () => {
      const requestId = await subscribed();
      const unsubscribe = { action: 'listener.unsubscribe', payload: { targetRequestId: requestId } };
      expect((await bob.ask('command', commandPayload(unsubscribe))).payload).toMatchObject({
        code: 'listener_owner_mismatch',
      });
      const other = await relay.pairNode('node_other', client);
      const changes = { ...unsubscribe, targetNodeId: other.nodeId };
      expect((await ada.ask('command', commandPayload(changes))).payload).toMatchObject({
        code: 'listener_node_mismatch',
      });
    });

    it('command_cancel: missing_target_request, command_not_found, command_owner_mismatch', async () => {
      const { requestId } = await running();
      const codes = [];
      for (const [peer, payload] of [
        [ada, {}],
        [ada, { targetRequestId: 'r' }],
        [bob, { targetRequestId: requestId }],
      ] as const) {
        codes.push((await peer.ask('command_cancel', payload)).payload.code);
      }
      expect(codes).toEqual(['missing_target_request', 'command_not_found', 'command_owner_mismatch']);
    });

    it('tab_lock, tab_unlock: lock_timeout, lock_not_owner, lock_not_found', async () => {
      const tab = { targetNodeId: 'node_a', tabSessionId: 'tab_1' };
      expect((await bob.ask('tab_unlock', tab)).payload).toMatchObject({ code: 'lock_not_found' });
      await ada.ask('tab_lock', tab);
      expect((await bob.ask('tab_unlock', tab)).payload).toMatchObject({ code: 'lock_not_owner' });
      expect((await bob.ask('tab_lock', { ...tab, ...WAITS, timeoutMs: 100 })).payload).toMatchObject({
        code: 'lock_timeout',
      });
    });

    it('to nodes: result_not_owned, invalid_result, listener_not_found, listener_node_mismatch, listener_owner_offline', async () => {
      expect((await node.ask('result', {})).payload).toMatchObject({ code: 'result_not_owned' });
      const { requestId } = await running();
      expect((await node.ask('result', { ok: 1 }, { requestId })).payload).toMatchObject({ code: 'invalid_result' });
      expect((await ada.next(of('error'))).payload).toMatchObject({ code: 'invalid_result', commandOutcome: 'failed' });
      const update = { type: 'listener_update' };
      expect((await node.ask('event', update)).payload).toMatchObject({ code: 'listener_not_found' });
      const listenerId = await subscribed();
      const { accessToken } = await relay.pairNode('node_second');
      const second = await Peer.connect(relay.wsUrl, 'node', accessToken);
      expect((await second.ask('event', update, { requestId: listenerId })).payload).toMatchObject({
        code: 'listener_node_mismatch',
      });
      await second.close();
      await ada.terminate();
      await node.next(of('command'));
      expect((await node.ask('event', update, { requestId: listenerId })).payload).toMatchObject({
        code: 'listener_owner_offline',
      });
    });

    it('to logs_subscribe: invalid_source, invalid_level', async () => {
      for (const [code, filter] of [
        ['invalid_source', { source: 'moon' }],
        ['invalid_level', { level: 'loud' }],
      ] as const) {
        expect((await ada.ask('event', { type: 'logs_subscribe', ...filter })).payload).toMatchObject({ code });
      }
    });

    it.each(['command', 'command_cancel', 'tab_lock', 'tab_unlock'] as const)(
      '%s of a node: forbidden_role',
      async (type) => {
        expect((await node.ask(type, {})).payload).toMatchObject({ code: 'forbidden_role' });
      },
    );

    it.each(['result', 'error'] as const)('%s of a controller: forbidden_role', async (type) => {
      expect((await ada.ask(type, {})).payload).toMatchObject({ code: 'forbidden_role' });
    });

    it.each(['hello_ack', 'auth_ack', 'refresh_ack', 'gossip'])(
      '%s of a peer: unsupported_message_type',
      async (type) => {
        expect((await ada.ask(type as never, {})).payload).toMatchObject({ code: 'unsupported_message_type' });
      },
    );

    it.each([
      ['invalid_json', '{"requestId":'],
      ['invalid_json', Buffer.from('{}')],
      ['invalid_envelope', '{}'],
      ['invalid_envelope', '[]'],
      [
        'unsupported_protocol_version',
        JSON.stringify({ ...makeFrame('controller', 'ping', 'r', {}), protocolVersion: '2.0' }),
      ],
    ])('%s is answered, and the socket stays open', async (code, data) => {
      ada.sendRaw(data);
      expect(await ada.next()).toMatchObject({ messageType: 'error', senderRole: 'relay', payload: { code } });
      expect((await ada.ask('ping', {})).messageType).toBe('pong');
    });

    it('a frame that is too large closes the session: 1009', async () => {
      const small = await startRelay({ OTTO_MAX_FRAME_BYTES: '1024' });
      const { accessToken } = await small.registerClient();
      const peer = await Peer.connect(small.wsUrl, 'controller', accessToken);
      peer.sendRaw('x'.repeat(1025));
      expect((await peer.closed).code).toBe(1009);
      await small.stop();
    });
  });

  function commandPayload(changes: object = {}): object {
    return {
      targetNodeId: 'node_a',
      action: 'primitive.tab.query',
      payload: {},
      replayNonce: `${Math.random()}`,
      ...changes,
    };
  }
});
