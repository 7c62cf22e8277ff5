import { OttoError } from '@otto/protocol';
import { WebSocket } from 'ws';
import { FakeRelay, type CommandFrame } from '../../test/fake-relay';
import { OttoClient, type OttoClientOptions } from '../otto-client';

let relay: FakeRelay;
let client: OttoClient;
const node = { nodeId: 'node_a' };
const isCommand = ({ messageType }: CommandFrame): boolean => messageType === 'command';

function connectTo(options: Partial<OttoClientOptions> = {}): OttoClient {
  return new OttoClient({ relayUrl: relay.url, tokens: relay.tokens.make(), webSocket: WebSocket, ...options });
}

beforeEach(async () => {
  relay = await FakeRelay.start();
  client = connectTo();
});
afterEach(async () => {
  await client.close();
  await relay.stop();
});

describe('Commands.send', () => {
  it('connects by itself and gives what the action returns', async () => {
    relay.onCommand = ({ result }) => result({ tabId: 1, tabSessionId: 'ts_1', url: 'http://a/' }, { warnings: ['w'] });
    const opened = await client.commands.send('primitive.tab.open', { url: 'http://a/' }, node);
    expect(opened).toEqual({
      requestId: relay.commands()[0]!.requestId,
      data: { tabId: 1, tabSessionId: 'ts_1', url: 'http://a/' },
      warnings: ['w'],
      durationMs: 1,
    });
  });

  it('sends what the protocol asks for', async () => {
    await client.commands.send(
      'primitive.dom.extract_text',
      { selector: 'h1' },
      {
        ...node,
        tabSessionId: 'ts_1',
        timeoutMs: 5_000,
        waitPolicy: 'wait_with_timeout',
        idempotencyKey: 'mine',
        requestId: 'req_mine',
        traceId: 'trace_1',
      },
    );
    expect(relay.commands()).toEqual([
      expect.objectContaining({
        requestId: 'req_mine',
        traceId: 'trace_1',
        senderRole: 'controller',
        payload: {
          targetNodeId: 'node_a',
          action: 'primitive.dom.extract_text',
          payload: { selector: 'h1' },
          replayNonce: expect.stringMatching(/^[0-9a-f]{32}$/),
          timeoutMs: 5_000,
          tabSessionId: 'ts_1',
          waitPolicy: 'wait_with_timeout',
          idempotencyKey: 'mine',
        },
      }),
    ]);
  });

  it('keeps apart what runs at the same time', async () => {
    const waiting: (() => void)[] = [];
    relay.onCommand = ({ frame, result }) => {
      waiting.push(() => result(frame.payload.payload));
      if (waiting.length === 3) waiting.reverse().forEach((answer) => answer());
    };
    const sent = [1, 2, 3].map((n) => client.commands.sendRaw('x', { n }, node));
    expect((await Promise.all(sent)).map(({ data }) => data)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  it.each([NaN, Infinity, 0, 99, 600_001])('refuses a timeout of %d ms, which no relay takes', async (timeoutMs) => {
    const sending = client.commands.sendRaw('x', {}, { ...node, timeoutMs });
    await expect(sending).rejects.toMatchObject({ code: 'invalid_argument', message: /timeoutMs/ });
    expect(relay.connections).toBe(0);
  });

  it('throws the error of a command that has no time for another attempt', async () => {
    relay.onCommand = ({ error }) => error('rate_limited');
    const sending = client.commands.send('primitive.tab.query', {}, { ...node, timeoutMs: 100 });
    await expect(sending).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('throws what the relay or the node answered, with the requestId', async () => {
    relay.onCommand = ({ error }) => error('node_offline');
    const sent = client.commands.sendRaw('x', {}, { ...node, requestId: 'req_1' });
    await expect(sent).rejects.toMatchObject({ code: 'node_offline', details: { requestId: 'req_1' } });
  });

  it.each([
    ['cancelled', 'command_cancelled'],
    ['timed_out', 'command_timed_out'],
    ['failed', 'selector_not_found'],
  ])('throws for a result that tells of a failure (%s)', async (commandOutcome, code) => {
    relay.onCommand = ({ result }) =>
      result(new OttoError('selector_not_found').toPayload(), { ok: false, commandOutcome });
    await expect(client.commands.sendRaw('x', {}, node)).rejects.toMatchObject({ code });
  });

  it('tells of events on the way', async () => {
    relay.onCommand = ({ event, result }) => {
      event({ type: 'queued', queueDepth: 1 });
      event({ type: 'routed' });
      result({});
    };
    const events: unknown[] = [];
    await client.commands.sendRaw('x', {}, { ...node, onEvent: (event) => events.push(event.type) });
    expect(events).toEqual(['queued', 'routed']);
  });

  it('takes a new token and sends again when the relay no longer accepts the session', async () => {
    relay.onCommand = ({ error, result }) =>
      relay.commands().length === 1 ? error('invalid_access_token') : result('again');
    await expect(client.commands.sendRaw('x', {}, node)).resolves.toMatchObject({ data: 'again' });
    expect(relay.rest.requests).toEqual(['POST /api/auth/refresh']);
  });

  it('does so only once', async () => {
    relay.onCommand = ({ error }) => error('invalid_access_token');
    await expect(client.commands.sendRaw('x', {}, node)).rejects.toMatchObject({ code: 'invalid_access_token' });
    expect(relay.commands()).toHaveLength(2);
  });
});

describe('a connection lost while a command runs', () => {
  it('sends an action that is safe to repeat again: same idempotencyKey, new nonce', async () => {
    relay.onCommand = ({ result }) => (relay.commands().length === 1 ? relay.drop() : result({ text: 'x' }));
    const options = { ...node, tabSessionId: 'ts_1' };
    await expect(client.commands.send('primitive.dom.extract_text', {}, options)).resolves.toMatchObject({
      data: { text: 'x' },
    });
    const [first, second] = relay.commands().map(({ payload }) => payload);
    expect(second!.idempotencyKey).toBe(first!.idempotencyKey);
    expect(second!.replayNonce).not.toBe(first!.replayNonce);
    expect(first!.idempotencyKey).toEqual(expect.any(String));
  });

  it.each(['primitive.tab.open', 'command.run', 'x.unknown'])('says outcome_unknown for %s', async (action) => {
    relay.onCommand = () => relay.drop();
    await expect(client.commands.sendRaw(action, {}, { ...node, requestId: 'req_1' })).rejects.toMatchObject({
      code: 'outcome_unknown',
      message: expect.stringContaining(action),
      details: { requestId: 'req_1' },
    });
    expect(relay.commands()).toHaveLength(1);
  });

  it('says controller_revoked when the client was removed', async () => {
    relay.onCommand = () => relay.closeAll(4403);
    await expect(client.commands.send('primitive.tab.query', {}, node)).rejects.toMatchObject({
      code: 'controller_revoked',
    });
  });

  it('does not send again what the caller has cancelled', async () => {
    const caller = new AbortController();
    relay.onCommand = () => caller.abort();
    relay.onCancel = () => relay.drop();
    const sent = client.commands.send('primitive.tab.query', {}, { ...node, signal: caller.signal });
    await expect(sent).rejects.toMatchObject({ code: 'command_cancelled' });
    expect(relay.commands()).toHaveLength(1);
  });

  it('ends what runs when the client is closed', async () => {
    relay.onCommand = () => undefined;
    const sent = client.commands.sendRaw('command.run', {}, node);
    await relay.frame(isCommand);
    await client.close();
    await expect(sent).rejects.toMatchObject({ code: 'outcome_unknown' });
  });
});

describe('cancelling', () => {
  it('tells the relay, and ends as the relay says', async () => {
    const caller = new AbortController();
    let fail: () => void = () => undefined;
    relay.onCommand = ({ error }) => {
      fail = () => error('command_cancelled');
      caller.abort();
    };
    const cancelled: string[] = [];
    relay.onCancel = (target) => {
      cancelled.push(target);
      fail();
    };
    const sent = client.commands.sendRaw('x', {}, { ...node, requestId: 'req_1', signal: caller.signal });
    await expect(sent).rejects.toMatchObject({ code: 'command_cancelled' });
    expect(cancelled).toEqual(['req_1']);
  });

  it('gives the result when that was faster', async () => {
    const caller = new AbortController();
    let finish: () => void = () => undefined;
    relay.onCommand = ({ result }) => {
      finish = () => result('done');
      caller.abort();
    };
    relay.onCancel = () => finish();
    await expect(client.commands.sendRaw('x', {}, { ...node, signal: caller.signal })).resolves.toMatchObject({
      data: 'done',
    });
  });

  it('sends nothing when it was cancelled before', async () => {
    await client.connect();
    const sent = client.commands.sendRaw('x', {}, { ...node, signal: AbortSignal.abort() });
    await expect(sent).rejects.toMatchObject({ code: 'command_cancelled' });
    expect(relay.commands()).toEqual([]);
  });
});

describe('deadlines', () => {
  const fakeTimers = (): void => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask'] });
  };
  afterEach(() => jest.useRealTimers());

  it('gives a relay that never answers the timeout of the command and ten seconds more', async () => {
    await client.connect();
    fakeTimers();
    relay.onCommand = () => undefined;
    const sent = client.commands.sendRaw('x', {}, { ...node, timeoutMs: 20_000 });
    const ended = expect(sent).rejects.toMatchObject({ code: 'command_timed_out', message: /20000 ms/ });
    await relay.frame(isCommand);
    jest.advanceTimersByTime(30_000);
    await ended;
  });

  it('waits seven seconds for the end of a cancelled command', async () => {
    await client.connect();
    fakeTimers();
    const caller = new AbortController();
    relay.onCommand = () => caller.abort();
    const sent = client.commands.sendRaw('x', {}, { ...node, signal: caller.signal });
    const ended = expect(sent).rejects.toMatchObject({ code: 'command_cancelled' });
    await relay.frame(({ messageType }) => messageType === 'command_cancel');
    jest.advanceTimersByTime(7_000);
    await ended;
  });

  it('gives up a command whose connection does not come back in its time', async () => {
    await client.connect();
    relay.onCommand = () => {
      relay.refuseUpgradeWith = 503;
      relay.drop();
    };
    fakeTimers();
    const lost = new Promise<void>((resolve) => client.on('state', (state) => state === 'reconnecting' && resolve()));
    const sent = client.commands.send('primitive.tab.query', {}, { ...node, timeoutMs: 1_000 });
    const ended = expect(sent).rejects.toMatchObject({ code: 'command_timed_out' });
    await lost;
    jest.advanceTimersByTime(11_000);
    await ended;
  });
});
