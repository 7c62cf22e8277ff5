import type { RelayWorld } from '../../test/relay-world';
import { worldOfOne } from '../../test/small-worlds';
import type { WorldPeer } from '../../test/world-peer';

describe('events about logs', () => {
  let world: RelayWorld;
  let node: WorldPeer;
  let ada: WorldPeer;

  beforeEach(() => {
    ({ world, node, ada } = worldOfOne());
  });

  function report(entry: object): void {
    node.send('event', { type: 'extension_log', entry });
  }

  it('logs_subscribe is answered by logs_subscribed, and then by entries as they are written', () => {
    const requestId = ada.send('event', { type: 'logs_subscribe' });
    report({ level: 'info', type: 'tab_opened' });
    expect(ada.take()).toMatchObject([
      { requestId, payload: { type: 'logs_subscribed' } },
      { requestId, payload: { type: 'log', entry: { type: 'tab_opened', source: 'node', nodeId: 'node_a' } } },
    ]);
  });

  it('a second logs_subscribe takes the place of the first', () => {
    ada.send('event', { type: 'logs_subscribe' });
    const requestId = ada.send('event', { type: 'logs_subscribe' });
    report({ level: 'info', type: 'tab_opened' });
    expect(ada.take().filter(({ payload }) => payload.type === 'log')).toMatchObject([{ requestId }]);
  });

  it.each([
    ['forbidden_action', ['primitive.*'], {}],
    ['invalid_source', ['*'], { source: 'moon' }],
    ['invalid_level', ['*'], { level: 'loud' }],
  ])('logs_subscribe answers %s', (code, scopes, filter) => {
    const peer = world.controller('clt_a', scopes);
    peer.send('event', { type: 'logs_subscribe', ...filter });
    expect(peer.takeNames()).toEqual([`error ${code}`]);
  });

  it('extension_log is stored as said by its node, whatever it says of itself', () => {
    const entry = {
      level: 'warn',
      type: 'x',
      requestId: 'r1',
      traceId: 't1',
      action: 'a',
      status: 's',
      data: { n: 1 },
    };
    report({ ...entry, nodeId: 'node_b', source: 'relay', timestamp: '2026-01-01T00:00:00.000Z' });
    expect(world.log).toEqual([
      { ...entry, source: 'node', nodeId: 'node_a', data: { n: 1, reportedAt: '2026-01-01T00:00:00.000Z' } },
    ]);
  });

  it.each([
    ['without an entry', { type: 'extension_log' }],
    ['without a level', { type: 'extension_log', entry: { type: 'x' } }],
    ['with a type that is too long', { type: 'extension_log', entry: { level: 'info', type: 'x'.repeat(129) } }],
  ])('extension_log %s is refused: invalid_envelope', (_name, payload) => {
    node.send('event', payload);
    expect(node.takeNames()).toEqual(['error invalid_envelope']);
    expect(world.log).toMatchObject([{ type: 'frame_refused' }]);
  });

  it('extension_log is not for controllers', () => {
    ada.send('event', { type: 'extension_log', entry: { level: 'info', type: 'x' } });
    expect(ada.takeNames()).toEqual(['error invalid_envelope']);
  });
});
