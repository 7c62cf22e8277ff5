import { of } from '../../test/frame-inbox';
import { Peer } from '../../test/peer';
import { startRelay, type RelayUnderTest, type TestClient, type TestNode } from '../../test/relay-under-test';
import { SessionRegistry } from './session-registry';

// Real sockets on a machine that may be busy with other specs.
jest.setTimeout(30_000);

describe('sessions', () => {
  let relay: RelayUnderTest;
  let client: TestClient;
  let testNode: TestNode;

  beforeAll(async () => {
    relay = await startRelay({ OTTO_CONTROLLER_HEARTBEAT_INTERVAL_MS: '100', OTTO_RATE_LIMIT_PER_MIN: '20' });
    client = await relay.registerClient();
    testNode = await relay.pairNode('node_a', client);
  });
  afterAll(() => relay.stop());

  function connectNode(): Promise<Peer> {
    return Peer.connect(relay.wsUrl, 'node', testNode.accessToken);
  }

  function connectController({ accessToken }: TestClient = client): Promise<Peer> {
    return Peer.connect(relay.wsUrl, 'controller', accessToken);
  }

  it('of a node are one: a newer one replaces the older, 4409', async () => {
    const older = await connectNode();
    const newer = await connectNode();
    expect(await older.closed).toEqual({ code: 4409, reason: 'node replaced by a newer session' });
    expect(relay.relay.get(SessionRegistry).connectedNodeIds()).toEqual(['node_a']);
    expect((await newer.ask('ping', {})).messageType).toBe('pong');
    await newer.close();
  });

  it('of a removed client end at once: controller_revoked for what runs, then 4403', async () => {
    const removed = await relay.registerClient();
    await relay.grant(removed, testNode);
    const node = await connectNode();
    const first = await connectController(removed);
    const second = await connectController(removed);
    first.command({ targetNodeId: 'node_a' });
    await node.next(of('command'));
    await relay.post('/api/controller/remove', { clientId: removed.clientId }, { token: relay.operatorToken });
    expect((await first.next(of('error'))).payload).toMatchObject({ code: 'controller_revoked' });
    expect([(await first.closed).code, (await second.closed).code]).toEqual([4403, 4403]);
    expect((await node.next(of('command', undefined))).payload).toMatchObject({ action: 'primitive.tab.close_owned' });
    await node.close();
  });

  it('of a revoked login end at once: 4403', async () => {
    const { refreshToken, ...login } = await relay.registerClient();
    const peer = await connectController({ ...login, refreshToken });
    await relay.post('/api/auth/revoke', { refreshToken });
    expect((await peer.closed).code).toBe(4403);
  });

  it('of a node that is paired again end at once: 4403', async () => {
    const node = await connectNode();
    testNode = await relay.pairNode('node_a', client);
    expect((await node.closed).code).toBe(4403);
  });

  it('of a silent controller end: 4408; a ping keeps one alive', async () => {
    const silent = await connectController();
    const lively = await connectController();
    const beat = setInterval(() => void lively.ask('ping', {}), 50);
    expect((await silent.closed).code).toBe(4408);
    clearInterval(beat);
    expect((await lively.ask('ping', {})).messageType).toBe('pong');
    await lively.close();
  });

  describe('may send so many frames', () => {
    let peer: Peer;
    let beat: NodeJS.Timeout;

    beforeEach(async () => {
      peer = await connectController();
      beat = setInterval(() => void peer.ask('ping', {}), 50);
    });
    afterEach(async () => {
      clearInterval(beat);
      await peer.close();
    });

    it('and then rate_limited, with the time after which to go on', async () => {
      const codes: unknown[] = [];
      for (let count = 0; count < 21; count += 1) codes.push((await peer.ask('command_cancel', {})).payload.code);
      expect(codes.slice(0, 20)).toEqual(new Array(20).fill('missing_target_request'));
      expect(codes.at(-1)).toBe('rate_limited');
      const { payload } = await peer.ask('command', {});
      expect(payload).toMatchObject({ code: 'rate_limited', retryable: true });
      expect(payload.retryAfterMs).toBeGreaterThan(0);
      expect(payload.retryAfterMs).toBeLessThanOrEqual(3000);
    });

    it('whether or not they can be read', async () => {
      for (let count = 0; count < 20; count += 1) peer.sendRaw('nonsense');
      peer.sendRaw('{"requestId":"r1"}');
      expect((await peer.next((frame) => frame.requestId === 'r1')).payload).toMatchObject({ code: 'rate_limited' });
    });

    it('but any number of pings', async () => {
      for (let count = 0; count < 40; count += 1) expect((await peer.ask('ping', {})).messageType).toBe('pong');
    });
  });

  it('of a node may send any number of results and listener updates, and only so many other events', async () => {
    const node = await connectNode();
    for (let count = 0; count < 30; count += 1) {
      expect((await node.ask('result', {})).payload).toMatchObject({ code: 'result_not_owned' });
      expect((await node.ask('event', { type: 'listener_update' })).payload).toMatchObject({
        code: 'listener_not_found',
      });
    }
    for (let count = 0; count < 20; count += 1)
      node.send('event', { type: 'extension_log', entry: { level: 'info', type: 'x' } });
    expect((await node.ask('event', { type: 'extension_log', entry: {} })).payload).toMatchObject({
      code: 'rate_limited',
    });
    await node.close();
  });

  it('do not fill the log by sending nonsense', async () => {
    const peer = await connectController();
    for (let count = 0; count < 500; count += 1) peer.sendRaw('nonsense');
    await peer.settled();
    const refused = (await relay.log.list()).filter(
      ({ status }) => status === 'invalid_json' || status === 'rate_limited',
    );
    expect(refused.length).toBeLessThan(200);
    await peer.close();
  });

  it('are told goodbye when the relay goes: terminal frames first, then 1001', async () => {
    const other = await startRelay();
    const owner = await other.registerClient();
    const { accessToken } = await other.pairNode('node_a', owner);
    const node = await Peer.connect(other.wsUrl, 'node', accessToken);
    const controller = await Peer.connect(other.wsUrl, 'controller', owner.accessToken);
    const stranger = await Peer.open(other.wsUrl, 'controller');
    controller.command({ targetNodeId: 'node_a' });
    await node.next(of('command'));
    const stopped = other.stop();
    expect((await controller.next(of('error'))).payload).toMatchObject({ code: 'relay_shutting_down' });
    for (const peer of [controller, node, stranger]) expect((await peer.closed).code).toBe(1001);
    await stopped;
  });
});
