import { all, of, on } from '../frame-inbox';
import { Peer } from '../peer';
import { startRelay, type RelayUnderTest, type TestClient, type TestNode } from '../relay-under-test';

const TAB = { targetNodeId: 'node_a', tabSessionId: 'tab_1' };
const LISTENER = { listener: 'network.http_intercept' };

describe('a client whose grant the owner of the node takes back does not go on', () => {
  let relay: RelayUnderTest;
  let mallory: TestClient;
  let owner: TestNode;
  let node: Peer;
  let attacker: Peer;

  beforeEach(async () => {
    relay = await startRelay();
    mallory = await relay.registerClient('mallory');
    owner = await relay.pairNode('node_a', mallory);
    node = await Peer.connect(relay.wsUrl, 'node', owner.accessToken);
    attacker = await Peer.connect(relay.wsUrl, 'controller', mallory.accessToken);
  });
  afterEach(() => relay.stop());

  function revoke(): Promise<void> {
    return relay.grant(mallory, owner, { grant: false });
  }

  it('with a command that runs', async () => {
    const requestId = attacker.command({ ...TAB, action: 'primitive.dom.extract_text' });
    await node.next(of('command'));
    await revoke();
    expect((await node.next(of('command_cancel'))).payload.targetRequestId).toBe(requestId);
    expect((await attacker.next(all(on(requestId), of('error')))).payload.code).toBe('acl_missing_node_grant');
  });

  it('with a command that might go where the grant reaches no more', async () => {
    const requestId = attacker.command({ ...TAB, action: 'primitive.dom.extract_text' });
    await node.next(of('command'));
    await relay.grant(mallory, owner, { sites: ['example.com'] });
    expect((await node.next(of('command_cancel'))).payload.targetRequestId).toBe(requestId);
    expect((await attacker.next(all(on(requestId), of('error')))).payload.code).toBe('grant_site_mismatch');
  });

  it('with what a listener captures', async () => {
    const requestId = attacker.command({ ...TAB, action: 'listener.subscribe', payload: LISTENER });
    node.answer(await node.next(of('command')));
    await attacker.next(all(on(requestId), of('result')));
    await revoke();
    expect((await node.next(of('command'))).payload).toMatchObject({
      action: 'listener.unsubscribe',
      payload: { targetRequestId: requestId },
    });
    node.send('event', { type: 'listener_update', data: 'private' }, { requestId });
    await node.next(of('error', 'listener_not_found'));
    const seen = await attacker.settled();
    expect(seen.map(({ payload }) => payload.type)).toEqual(['routed', 'listener_ended']);
    expect(JSON.stringify(seen)).not.toContain('private');
  });

  it('with a lease that keeps others out', async () => {
    const other = await relay.registerClient();
    await relay.grant(other, owner);
    const honest = await Peer.connect(relay.wsUrl, 'controller', other.accessToken);
    await attacker.ask('tab_lock', { ...TAB, lockLeaseMs: 600_000 });
    await revoke();
    await attacker.next(of('event', 'lock_released'));
    expect((await honest.ask('tab_lock', TAB)).payload.type).toBe('lock_acquired');
    expect((await attacker.ask('tab_lock', TAB)).payload.code).toBe('acl_missing_node_grant');
  });

  it('after the time of the grant is over', async () => {
    const requestId = attacker.command({ ...TAB, action: 'primitive.dom.extract_text', timeoutMs: 600_000 });
    await node.next(of('command'));
    await relay.grant(mallory, owner, { expiresAt: Date.now() + 300 });
    expect((await node.next(of('command_cancel'))).payload.targetRequestId).toBe(requestId);
    expect((await attacker.next(all(on(requestId), of('error')))).payload.code).toBe('acl_missing_node_grant');
  });
});
