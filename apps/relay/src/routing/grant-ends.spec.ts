import type { Grant } from '@otto/acl';
import { LIMITS } from '@otto/protocol';
import { RelayWorld } from '../../test/relay-world';
import { worldOfOne, worldOfTwo } from '../../test/small-worlds';
import type { WorldPeer } from '../../test/world-peer';

const TAB = { targetNodeId: 'node_a', tabSessionId: 'tab_1' };
const WAITS = { waitPolicy: 'wait_with_timeout' } as const;
const LISTENER = 'network.http_intercept';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('When the grant of a client for a node ends', () => {
  let world: RelayWorld;
  let node: WorldPeer;
  let ada: WorldPeer;
  let bob: WorldPeer;

  beforeEach(() => {
    ({ world, node, ada, bob } = worldOfTwo());
  });

  function subscribe(): string {
    const payload = { listener: LISTENER };
    const requestId = ada.command({ targetNodeId: 'node_a', action: 'listener.subscribe', payload });
    answerLast();
    ada.take();
    return requestId;
  }

  function answerLast(result: object = {}): void {
    const [command] = node.take();
    if (command !== undefined) node.answer(command, result);
  }

  function test(): string {
    const requestId = ada.command({ targetNodeId: 'node_a', action: 'command.test' });
    answerLast({ data: { stream: { listeners: [{ listener: LISTENER }] } } });
    ada.take();
    return requestId;
  }

  it('its running command ends at once and is stopped at the node, which keeps the lane closed until it has', () => {
    const requestId = ada.command(TAB);
    world.revokeGrant('clt_a', 'node_a');
    expect(ada.take()[1]).toMatchObject({
      requestId,
      messageType: 'error',
      payload: { code: 'acl_missing_node_grant', commandOutcome: 'failed', nodeId: 'node_a' },
    });
    const [command, cancel] = node.take();
    expect(cancel).toMatchObject({ messageType: 'command_cancel', payload: { targetRequestId: requestId } });

    bob.command({ ...TAB, ...WAITS });
    expect(bob.takeNames()).toEqual(['event queued']);
    if (command !== undefined) node.answer(command, { ok: false, commandOutcome: 'cancelled' });
    expect([bob.takeNames(), ada.takeNames()]).toEqual([['event routed'], []]);
  });

  it('its waiting commands end, and those of others go on', () => {
    bob.command(TAB);
    const requestId = ada.command({ ...TAB, ...WAITS });
    world.revokeGrant('clt_a', 'node_a');
    expect(ada.take().slice(1)).toMatchObject([{ requestId, payload: { code: 'acl_missing_node_grant' } }]);
    answerLast();
    expect(bob.takeNames()).toEqual(['event routed', 'result completed']);
  });

  it('its lease is released, and whoever waits for it holds it', () => {
    const requestId = ada.send('tab_lock', TAB);
    bob.send('tab_lock', { ...TAB, ...WAITS });
    world.revokeGrant('clt_a', 'node_a');
    expect(ada.take().slice(1)).toMatchObject([{ requestId, payload: { type: 'lock_released' } }]);
    expect(bob.takeNames()).toEqual(['event lock_acquired']);
  });

  it('it may take as many leases elsewhere as before', () => {
    world = new RelayWorld({ controllerQueueLimit: 1 });
    world.node('node_a', 'clt_a');
    world.node('node_b', 'clt_a');
    ada = world.controller('clt_a');
    ada.send('tab_lock', TAB);
    world.revokeGrant('clt_a', 'node_a');
    ada.send('tab_lock', { ...TAB, targetNodeId: 'node_b' });
    expect(ada.takeNames()).toEqual(['event lock_acquired', 'event lock_released', 'event lock_acquired']);
  });

  it('its waiting for a lease ends', () => {
    bob.send('tab_lock', TAB);
    const requestId = ada.send('tab_lock', { ...TAB, ...WAITS });
    world.revokeGrant('clt_a', 'node_a');
    expect(ada.take()).toMatchObject([
      { requestId, messageType: 'error', payload: { code: 'acl_missing_node_grant' } },
    ]);
    bob.send('tab_unlock', TAB);
    expect([ada.takeNames(), bob.takeNames()]).toEqual([[], ['event lock_acquired', 'event lock_released']]);
  });

  it('its listeners end, and the node is told to stop capturing', () => {
    const requestId = subscribe();
    world.revokeGrant('clt_a', 'node_a');
    expect(ada.take()).toMatchObject([
      { requestId, payload: { type: 'listener_ended', code: 'acl_missing_node_grant' } },
    ]);
    expect(node.take()).toMatchObject([
      { payload: { action: 'listener.unsubscribe', payload: { targetRequestId: requestId } } },
    ]);
    node.send('event', { type: 'listener_update', data: 1 }, { requestId });
    expect([ada.takeNames(), node.takeNames()]).toEqual([[], ['error listener_not_found']]);
  });

  it('its streams end', () => {
    const requestId = test();
    subscribe();
    world.revokeGrant('clt_a', 'node_a');
    expect(ada.take()).toContainEqual(
      expect.objectContaining({
        requestId,
        payload: expect.objectContaining({ data: { streamFailed: true } }) as object,
      }),
    );
    expect(node.takeNames()).toEqual(['command listener.unsubscribe']);
  });

  it('what it has going on at other nodes goes on', () => {
    const other = world.node('node_b', 'clt_a');
    ada.command({ ...TAB, targetNodeId: 'node_b' });
    world.revokeGrant('clt_a', 'node_a');
    expect([other.takeNames(), ada.takeNames()]).toEqual([['command primitive.dom.extract_text'], ['event routed']]);
  });

  it('the same holds when its time is over, for what began under it', () => {
    world.grant('clt_a', 'node_a', { expiresAt: world.time.now() + MINUTE_MS });
    const requestId = subscribe();
    ada.send('tab_lock', { ...TAB, lockLeaseMs: 2 * MINUTE_MS });
    world.time.advance(MINUTE_MS - 1);
    expect(ada.takeNames()).toEqual(['event lock_acquired']);
    world.time.advance(1);
    expect(ada.take()).toMatchObject([
      { requestId, payload: { type: 'listener_ended', code: 'acl_missing_node_grant' } },
      { payload: { type: 'lock_released' } },
    ]);
  });

  it('even if that takes longer than a timer can run, and if it was moved meanwhile', () => {
    world.grant('clt_a', 'node_a', { expiresAt: world.time.now() + 90 * DAY_MS });
    subscribe();
    world.grant('clt_a', 'node_a', { expiresAt: world.time.now() + 60 * DAY_MS });
    world.time.advance(60 * DAY_MS - 1);
    expect(ada.takeNames()).toEqual([]);
    world.time.advance(1);
    expect(ada.takeNames()).toEqual(['event listener_ended']);
  });

  it('and nothing waits for that any more when the controller is gone', () => {
    world.grant('clt_a', 'node_a', { expiresAt: world.time.now() + MINUTE_MS });
    ada.send('tab_lock', TAB);
    for (const peer of [ada, bob, node]) peer.disconnect();
    expect(world.time.runningTimers).toBe(0);
  });
});

describe('When the grant of a client for a node is narrowed', () => {
  let world: RelayWorld;
  let node: WorldPeer;
  let ada: WorldPeer;

  beforeEach(() => {
    ({ world, node, ada } = worldOfOne());
  });

  it.each<[string, Partial<Grant>, string]>([
    ['to other actions, what it does not cover ends', { scopes: ['primitive.tab.*'] }, 'error forbidden_action'],
    ['to sites, what was not told of them ends', { sites: ['example.com'] }, 'error grant_site_mismatch'],
  ])('%s', (_name, narrowing, ending) => {
    ada.command(TAB);
    world.grant('clt_a', 'node_a', narrowing);
    expect(ada.takeNames()).toEqual(['event routed', ending]);
    expect(node.takeNames()).toEqual(['command primitive.dom.extract_text', 'command_cancel']);
  });

  it.each<[string, Partial<Grant>]>([
    ['granted again', {}],
    ['narrowed to actions that cover it', { scopes: ['primitive.dom.*'] }],
  ])('but what it does goes on when it is %s', (_name, narrowing) => {
    ada.command(TAB);
    world.grant('clt_a', 'node_a', narrowing);
    expect(ada.takeNames()).toEqual(['event routed']);
    world.time.advance(LIMITS.commandTimeoutMs.default);
    expect(ada.takeNames()).toEqual(['error command_timed_out']);
  });

  it('leases stay, since any grant gives them', () => {
    ada.send('tab_lock', TAB);
    world.grant('clt_a', 'node_a', { scopes: ['primitive.tab.*'] });
    expect(ada.takeNames()).toEqual(['event lock_acquired']);
  });
});
