import { FakeClock } from '../test/fake-clock';
import { AccessRequests } from './access-requests';

function setUp(maxEntries = 100) {
  const clock = new FakeClock();
  return { clock, requests: new AccessRequests({ clock: clock.read, maxEntries }) };
}

describe('AccessRequests', () => {
  it('tells a node of a client once a minute at most', () => {
    const { requests, clock } = setUp();
    expect(requests.note('clt_1', 'node_1')).toBe(true);
    clock.advance(59_999);
    expect(requests.note('clt_1', 'node_1')).toBe(false);
    clock.advance(1);
    expect(requests.note('clt_1', 'node_1')).toBe(true);
    expect(requests.note('clt_1', 'node_1')).toBe(false);
  });

  it('tells of other clients, and other nodes, meanwhile', () => {
    const { requests } = setUp();
    requests.note('clt_1', 'node_1');
    expect(requests.note('clt_2', 'node_1')).toBe(true);
    expect(requests.note('clt_1', 'node_2')).toBe(true);
  });

  it('lists for a node who was refused, and when last', () => {
    const { requests, clock } = setUp();
    requests.note('clt_1', 'node_1');
    requests.note('clt_1', 'node_2');
    clock.advance(5);
    requests.note('clt_1', 'node_1');
    expect(requests.forNode('node_1')).toEqual([{ clientId: 'clt_1', nodeId: 'node_1', requestedAt: clock.now }]);
  });

  it('hears nothing for a minute of a client about which the owner has decided', () => {
    const { requests, clock } = setUp();
    requests.note('clt_1', 'node_1');
    requests.clear('clt_1', 'node_1');
    clock.advance(59_999);
    expect(requests.note('clt_1', 'node_1')).toBe(false);
    expect(requests.forNode('node_1')).toEqual([]);
    clock.advance(1);
    expect(requests.note('clt_1', 'node_1')).toBe(true);
    expect(requests.forNode('node_1')).toHaveLength(1);
  });

  it('forgets a request that was decided, and those of a client that is gone', () => {
    const { requests } = setUp();
    for (const clientId of ['clt_1', 'clt_2', 'clt_3']) requests.note(clientId, 'node_1');
    requests.clear('clt_1', 'node_1');
    requests.clearClient('clt_2');
    expect(requests.forNode('node_1')).toMatchObject([{ clientId: 'clt_3' }]);
  });

  it('remembers only so many, those that came last', () => {
    const { requests } = setUp(2);
    for (const clientId of ['clt_1', 'clt_2', 'clt_1', 'clt_3']) requests.note(clientId, 'node_1');
    expect(requests.forNode('node_1').map(({ clientId }) => clientId)).toEqual(['clt_1', 'clt_3']);
  });
});
