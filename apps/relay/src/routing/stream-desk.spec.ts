import { RelayWorld } from '../../test/relay-world';
import type { WorldPeer } from '../../test/world-peer';

const LISTENER = { listener: 'network.http_intercept', options: { tabSessionId: 'tab_1', site: 'reddit.com' } };
const OTHER = { listener: 'network.http_intercept', options: { tabSessionId: 'tab_2', site: 'reddit.com' } };

describe('stream sessions', () => {
  let world: RelayWorld;
  let node: WorldPeer;
  let ada: WorldPeer;
  let testId: string;

  beforeEach(() => {
    world = new RelayWorld();
    node = world.node('node_a', 'clt_a', 'clt_b');
    ada = world.controller('clt_a');
    testId = ada.command({ action: 'command.test', tabSessionId: 'tab_1' });
    node.answer(node.takeFirst('command')!, { data: { stream: { listeners: [LISTENER, OTHER] } } });
    ada.take();
    world.time.advance(700);
  });

  function subscribe(payload: object = LISTENER, rest: object = {}): string {
    return ada.command({ action: 'listener.subscribe', payload: { ...payload }, ...rest });
  }

  function joined(payload: object = LISTENER): string {
    const requestId = subscribe(payload);
    node.answer(node.takeFirst('command')!);
    ada.take();
    return requestId;
  }

  /** What the stream's controller is told when it ends. */
  function ending(outcome: string, flag: string): object {
    const payload = {
      ok: false,
      action: 'command.test',
      durationMs: 700,
      commandOutcome: outcome,
      data: { [flag]: true },
    };
    return { messageType: 'result', requestId: testId, payload };
  }

  it('are opened by a test that declares listeners, and by no other', () => {
    const plain = ada.command({ action: 'command.test', tabSessionId: 'tab_1' });
    node.answer(node.takeFirst('command')!, { data: { stream: { listeners: [] } } });
    ada.take();
    ada.send('command_cancel', { targetRequestId: plain });
    expect(ada.takeNames()).toEqual(['error command_not_found']);
  });

  it('are ended by command_cancel: joined listeners are stopped, the test ends as cancelled, cancel_ack', () => {
    const [first, second] = [joined(LISTENER), joined(OTHER)];
    const cancelId = ada.send('command_cancel', { targetRequestId: testId });
    expect(node.take().map(({ payload }) => payload)).toMatchObject([
      { action: 'listener.unsubscribe', payload: { targetRequestId: first } },
      { action: 'listener.unsubscribe', payload: { targetRequestId: second } },
    ]);
    expect(ada.take()).toMatchObject([
      ending('cancelled', 'streamCancelled'),
      { requestId: cancelId, payload: { type: 'cancel_ack', status: 'cancelled', targetRequestId: testId } },
    ]);
    node.send('event', { type: 'listener_update' }, { requestId: first });
    expect(ada.take()).toEqual([]);
  });

  it('are ended once', () => {
    ada.send('command_cancel', { targetRequestId: testId });
    ada.take();
    ada.send('command_cancel', { targetRequestId: testId });
    expect(ada.takeNames()).toEqual(['error command_not_found']);
  });

  it('cancel a subscription that is on its way', () => {
    const requestId = subscribe();
    const command = node.takeFirst('command')!;
    ada.take();
    ada.send('command_cancel', { targetRequestId: testId });
    expect(node.take()).toMatchObject([{ messageType: 'command_cancel', payload: { targetRequestId: requestId } }]);
    node.answer(command, { ok: false, commandOutcome: 'cancelled' });
    expect(ada.takeNames()).toEqual(['result cancelled', 'event cancel_ack', 'result cancelled']);
  });

  it('fail when a subscription fails: the others are stopped', () => {
    const other = joined(OTHER);
    subscribe();
    node.answer(node.takeFirst('command')!, { ok: false, commandOutcome: 'failed' });
    expect(ada.take().slice(1)).toMatchObject([
      { payload: { commandOutcome: 'failed' } },
      ending('failed', 'streamFailed'),
    ]);
    expect(node.take()).toMatchObject([
      { payload: { action: 'listener.unsubscribe', payload: { targetRequestId: other } } },
    ]);
  });

  it('fail when a subscription is answered with an error', () => {
    subscribe();
    const { requestId } = node.takeFirst('command')!;
    node.send(
      'error',
      { category: 'validation', code: 'unsupported_listener', message: 'no', retryable: false },
      { requestId },
    );
    expect(ada.take().slice(1)).toMatchObject([{ messageType: 'error' }, ending('failed', 'streamFailed')]);
  });

  it('time out when a subscription does', () => {
    subscribe(LISTENER, { timeoutMs: 100 });
    world.time.advance(100);
    const timedOut = ending('timed_out', 'streamTimedOut');
    expect(ada.take().slice(1)).toMatchObject([
      { payload: { code: 'command_timed_out' } },
      { ...timedOut, payload: { commandOutcome: 'timed_out', data: { streamTimedOut: true }, durationMs: 800 } },
    ]);
  });

  it('fail when their node goes', () => {
    joined();
    node.disconnect();
    expect(ada.take()).toMatchObject([{ payload: { type: 'listener_ended' } }, ending('failed', 'streamFailed')]);
  });

  it('end with their controller: the node is told to stop', () => {
    const requestId = joined();
    ada.disconnect();
    expect(node.take().map(({ payload }) => payload)).toMatchObject([
      { action: 'listener.unsubscribe', payload: { targetRequestId: requestId } },
      { action: 'primitive.tab.close_owned' },
    ]);
  });

  it('do not end when a subscription is refused, cancelled or unsubscribed: another may take its place', () => {
    subscribe({ ...LISTENER }, { targetNodeId: 'node_b' });
    const cancelled = subscribe();
    ada.send('command_cancel', { targetRequestId: cancelled });
    node.answer(node.takeFirst('command')!, { ok: false, commandOutcome: 'cancelled' });
    const requestId = joined();
    ada.command({ action: 'listener.unsubscribe', payload: { targetRequestId: requestId } });
    node.answer(node.takeFirst('command')!);
    const last = joined();
    node.take();
    ada.send('command_cancel', { targetRequestId: testId });
    expect(node.take()).toMatchObject([{ payload: { payload: { targetRequestId: last } } }]);
  });

  it.each([
    ['was not declared', { listener: 'network.other' }, {}],
    ['is for a tab that was not declared', { listener: LISTENER.listener, options: { tabSessionId: 'tab_9' } }, {}],
  ])('are not joined by a subscription that %s', (_name, payload, rest) => {
    subscribe(payload, rest);
    node.answer(node.takeFirst('command')!, { ok: false, commandOutcome: 'failed' });
    ada.take();
    ada.send('command_cancel', { targetRequestId: testId });
    expect(ada.takeNames()).toEqual(['result cancelled', 'event cancel_ack']);
  });

  it('are not joined by the subscription of another controller', () => {
    const bob = world.controller('clt_b');
    bob.command({ action: 'listener.subscribe', payload: LISTENER });
    node.answer(node.takeFirst('command')!, { ok: false, commandOutcome: 'failed' });
    expect(ada.take()).toEqual([]);
  });

  it('cannot be cancelled by another controller: command_owner_mismatch', () => {
    const bob = world.controller('clt_b');
    bob.send('command_cancel', { targetRequestId: testId });
    expect([bob.takeNames(), ada.take()]).toEqual([['error command_owner_mismatch'], []]);
  });
});
