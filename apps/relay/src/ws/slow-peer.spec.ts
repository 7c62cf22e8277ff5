import { LIMITS } from '@otto/protocol';
import { all, of, on } from '../../test/frame-inbox';
import { Peer } from '../../test/peer';
import { startRelay, type RelayUnderTest } from '../../test/relay-under-test';

// Real sockets on a machine that may be busy with other specs.
jest.setTimeout(30_000);

const MEGABYTE = 1024 * 1024;

describe('a peer that does not read', () => {
  let relay: RelayUnderTest;
  let node: Peer;
  let slow: Peer;
  let quick: Peer;

  beforeEach(async () => {
    // Silence is another reason to close a session, and not what this is about.
    relay = await startRelay({ OTTO_CONTROLLER_HEARTBEAT_INTERVAL_MS: '600000' });
    const client = await relay.registerClient();
    const { accessToken } = await relay.pairNode('node_a', client);
    node = await Peer.connect(relay.wsUrl, 'node', accessToken);
    slow = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    quick = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
  });
  afterEach(() => relay.stop());

  async function subscribe(by: Peer): Promise<string> {
    const requestId = by.command({ targetNodeId: 'node_a', action: 'listener.subscribe', payload: { listener: 'x' } });
    node.answer(await node.next(of('command')));
    await by.next(all(on(requestId), of('result')));
    return requestId;
  }

  async function result(megabytes: number): Promise<void> {
    node.answer(await node.next(of('command')), { data: 'x'.repeat(megabytes * MEGABYTE) });
  }

  it('loses listener updates, but no results, and is nobody else’s trouble', async () => {
    const [slowId, quickId] = [await subscribe(slow), await subscribe(quick)];
    slow.pause();
    const data = 'x'.repeat(MEGABYTE);
    const updates = (2 * LIMITS.backlogBytes) / MEGABYTE;
    for (let count = 0; count < updates; count += 1)
      node.send('event', { type: 'listener_update', data }, { requestId: slowId });
    node.send('event', { type: 'listener_update', data: 'small' }, { requestId: quickId });
    expect((await quick.next(of('event', 'listener_update'))).payload.data).toBe('small');
    slow.command({ targetNodeId: 'node_a' }, { requestId: 'r1' });
    await result(1);
    slow.resume();
    await slow.next(all(on('r1'), of('result')));
    const seen = (await slow.settled()).filter(of('event', 'listener_update'));
    expect(seen.length).toBeLessThan(updates);
    await slow.close();
    await quick.settled();
    const [closed] = (await relay.log.list()).filter(({ type }) => type === 'session_closed');
    expect(closed?.data).toMatchObject({ droppedFrames: updates - seen.length });
  });

  it('is closed when it leaves too much unread that must not be missed: 4408', async () => {
    slow.pause();
    for (let count = 0; count < 5; count += 1) {
      slow.command({ targetNodeId: 'node_a' });
      await result(12);
    }
    await node.settled();
    expect((await quick.ask('ping', {})).messageType).toBe('pong');
    slow.resume();
    expect((await slow.closed).code).toBe(4408);
  });

  it('as a node: it is sent no more commands when it is far behind: node_busy', async () => {
    node.pause();
    const input = 'x'.repeat(4 * MEGABYTE);
    const codes = [];
    for (let count = 0; count < 8; count += 1) {
      const requestId = quick.command({ targetNodeId: 'node_a', payload: { input } });
      const { payload } = await quick.next(on(requestId));
      codes.push(payload.code ?? payload.type);
    }
    expect(codes[0]).toBe('routed');
    expect(codes.at(-1)).toBe('node_busy');
    await node.terminate();
  });
});
