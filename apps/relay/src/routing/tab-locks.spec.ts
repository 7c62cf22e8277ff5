import type { RelayWorld } from '../../test/relay-world';
import { worldOfTwo } from '../../test/small-worlds';
import type { WorldPeer } from '../../test/world-peer';

const WAITS = { waitPolicy: 'wait_with_timeout' } as const;
const TAB = { targetNodeId: 'node_a', tabSessionId: 'tab_1' };

describe('tab_lock and tab_unlock', () => {
  let world: RelayWorld;
  let node: WorldPeer;
  let ada: WorldPeer;
  let bob: WorldPeer;

  beforeEach(() => {
    ({ world, node, ada, bob } = worldOfTwo({ tabQueueLimit: 2, controllerQueueLimit: 3 }));
  });

  it('take a lease and tell whose it is, how long and until when: lock_acquired', () => {
    const requestId = ada.send('tab_lock', { ...TAB, lockLeaseMs: 5000 });
    expect(ada.take()).toMatchObject([
      {
        requestId,
        payload: {
          type: 'lock_acquired',
          ...TAB,
          lockOwnerControllerId: 'ctl_a',
          lockLeaseMs: 5000,
          lockExpiresAt: new Date(world.time.now() + 5000).toISOString(),
        },
      },
    ]);
  });

  it('give a lease of 30 s unless the frame says otherwise', () => {
    ada.send('tab_lock', TAB);
    world.time.advance(29_999);
    expect(ada.takeNames()).toEqual(['event lock_acquired']);
    world.time.advance(1);
    expect(ada.takeNames()).toEqual(['event lock_expired']);
  });

  it('renew it for its holder: lock_renewed', () => {
    ada.send('tab_lock', { ...TAB, lockLeaseMs: 1000 });
    world.time.advance(900);
    ada.send('tab_lock', { ...TAB, lockLeaseMs: 1000 });
    world.time.advance(900);
    expect(ada.takeNames()).toEqual(['event lock_acquired', 'event lock_renewed']);
    world.time.advance(100);
    expect(ada.takeNames()).toEqual(['event lock_expired']);
  });

  it('release it: lock_released, on the requestId of the unlock', () => {
    ada.send('tab_lock', TAB);
    const requestId = ada.send('tab_unlock', TAB);
    expect(ada.take().slice(1)).toMatchObject([{ requestId, payload: { type: 'lock_released' } }]);
    bob.send('tab_lock', TAB);
    expect(bob.takeNames()).toEqual(['event lock_acquired']);
  });

  it('tell whoever comes second who holds it: lock_conflict, then tab_locked', () => {
    ada.send('tab_lock', TAB);
    bob.send('tab_lock', TAB);
    expect(bob.take()).toMatchObject([
      { payload: { type: 'lock_conflict', lockOwnerControllerId: 'ctl_a' } },
      { payload: { code: 'tab_locked' } },
    ]);
  });

  it('are for one session: another one of the same client is another controller', () => {
    const second = world.controller('clt_a');
    ada.send('tab_lock', TAB);
    second.send('tab_unlock', TAB);
    expect(second.takeNames()).toEqual(['error lock_not_owner']);
  });

  it('let a controller wait for a lease', () => {
    ada.send('tab_lock', TAB);
    bob.send('tab_lock', { ...TAB, ...WAITS });
    expect(bob.take()).toEqual([]);
    ada.send('tab_unlock', TAB);
    expect(bob.takeNames()).toEqual(['event lock_acquired']);
  });

  it('end the waiting when it takes too long: lock_timeout', () => {
    ada.send('tab_lock', TAB);
    bob.send('tab_lock', { ...TAB, ...WAITS, timeoutMs: 400 });
    world.time.advance(400);
    expect(bob.takeNames()).toEqual(['error lock_timeout']);
    ada.send('tab_unlock', TAB);
    expect(bob.take()).toEqual([]);
  });

  it('keep other controllers from the tab: tab_locked, and not from others', () => {
    ada.send('tab_lock', TAB);
    bob.command(TAB);
    bob.command({ ...TAB, tabSessionId: 'tab_2' });
    ada.command(TAB);
    expect(bob.takeNames()).toEqual(['error tab_locked', 'event routed']);
    expect(ada.takeNames()).toEqual(['event lock_acquired', 'event routed']);
  });

  it('cannot be got round by a tabSessionId inside the payload', () => {
    ada.send('tab_lock', TAB);
    bob.command({ targetNodeId: 'node_a', payload: { tabSessionId: 'tab_1' } });
    expect(bob.takeNames()).toEqual(['error tab_locked']);
  });

  it.each([
    ['is released', (): unknown => ada.send('tab_unlock', TAB)],
    ['expires', (): void => world.time.advance(1000)],
    ['loses its holder', (): void => ada.disconnect()],
  ])('let waiting commands of others run when the lease %s', (_name, end) => {
    ada.send('tab_lock', { ...TAB, lockLeaseMs: 1000 });
    bob.command({ ...TAB, ...WAITS });
    expect(bob.takeNames()).toEqual(['event queued']);
    end();
    expect(bob.takeNames()).toEqual(['event routed']);
  });

  it('let the holder overtake those who wait for it', () => {
    ada.send('tab_lock', TAB);
    bob.command({ ...TAB, ...WAITS });
    ada.command(TAB);
    node.answer(node.takeFirst('command')!);
    expect(ada.takeNames()).toEqual(['event lock_acquired', 'event routed', 'result completed']);
    expect(bob.takeNames()).toEqual(['event queued']);
  });

  it('need no connected node: a lease outlives its reconnect', () => {
    ada.send('tab_lock', TAB);
    node.disconnect();
    ada.send('tab_lock', TAB);
    world.node('node_a');
    bob.command(TAB);
    expect(ada.takeNames()).toEqual(['event lock_acquired', 'event lock_renewed']);
    expect(bob.takeNames()).toEqual(['error tab_locked']);
  });

  it('take a lease on a node that was never there', () => {
    world.grant('clt_a', 'node_away');
    ada.send('tab_lock', { ...TAB, targetNodeId: 'node_away' });
    expect(ada.takeNames()).toEqual(['event lock_acquired']);
    ada.disconnect();
    expect(world.routing.directory.find('node_away')).toBeUndefined();
  });

  it.each([
    ['tab_lock', 'missing_target_node', { tabSessionId: 't' }],
    ['tab_lock', 'invalid_command', { targetNodeId: 'node_a' }],
    ['tab_lock', 'invalid_command', { ...TAB, lockLeaseMs: 49 }],
    ['tab_lock', 'invalid_command', { ...TAB, lockLeaseMs: 600_001 }],
    ['tab_lock', 'acl_missing_node_grant', { ...TAB, targetNodeId: 'node_b' }],
    ['tab_unlock', 'missing_target_node', { tabSessionId: 't' }],
    ['tab_unlock', 'invalid_command', { targetNodeId: 'node_a' }],
    ['tab_unlock', 'lock_not_found', TAB],
    ['tab_unlock', 'lock_not_found', { ...TAB, targetNodeId: 'node_b' }],
  ] as const)('%s answers %s', (messageType, code, payload) => {
    ada.send(messageType, payload);
    expect(ada.takeNames()).toEqual([`error ${code}`]);
  });

  it('bound who may wait for a tab: tab_queue_overflow', () => {
    const eve = world.controller('clt_b');
    ada.send('tab_lock', TAB);
    bob.send('tab_lock', { ...TAB, ...WAITS });
    bob.send('tab_lock', { ...TAB, ...WAITS });
    eve.send('tab_lock', { ...TAB, ...WAITS });
    expect(eve.takeNames()).toEqual(['error tab_queue_overflow']);
  });

  it('bound the leases of a controller, but let it renew them: controller_queue_overflow', () => {
    for (const tabSessionId of ['a', 'b', 'c', 'd', 'a']) ada.send('tab_lock', { ...TAB, tabSessionId });
    expect(ada.takeNames()).toEqual([
      'event lock_acquired',
      'event lock_acquired',
      'event lock_acquired',
      'error controller_queue_overflow',
      'event lock_renewed',
    ]);
  });

  it('keep nothing of a node on which no lease was to be had', () => {
    world.grant('clt_a', 'node_b');
    for (const tabSessionId of ['a', 'b', 'c']) ada.send('tab_lock', { ...TAB, tabSessionId });
    ada.take();
    ada.send('tab_lock', { ...TAB, targetNodeId: 'node_b' });
    expect(ada.takeNames()).toEqual(['error controller_queue_overflow']);
    expect(world.routing.directory.find('node_b')).toBeUndefined();
  });

  it('refuse the requestId of a lock that waits: duplicate_request_id', () => {
    ada.send('tab_lock', TAB);
    const requestId = bob.send('tab_lock', { ...TAB, ...WAITS });
    bob.command({ tabSessionId: 'tab_2' }, { requestId });
    expect(bob.takeNames()).toEqual(['error duplicate_request_id']);
  });

  it('are written down', () => {
    ada.send('tab_lock', { ...TAB, lockLeaseMs: 50 }, { traceId: 'trace-1' });
    world.time.advance(50);
    expect(world.log).toMatchObject([
      { type: 'lock_acquired', nodeId: 'node_a', clientId: 'clt_a', traceId: 'trace-1' },
      { type: 'lock_expired' },
    ]);
  });
});
