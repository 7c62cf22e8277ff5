import type { CommandDescriptor, TimeoutPolicy } from '@otto/protocol';
import { WebSocket } from 'ws';
import { FakeRelay, type CommandFrame, type Reply } from '../../test/fake-relay';
import { OttoClient } from '../otto-client';
import { policyTimeoutMs } from './timeout-policy';

const FEED = { site: 'linkedin.com', command: 'getFeed', input: { minReturnedPosts: 10 } };
const POLICY: TimeoutPolicy = {
  defaultMs: 60_000,
  scaling: { inputField: 'minReturnedPosts', baseMs: 45_000, perUnitMs: 4_000, minMs: 45_000, maxMs: 300_000 },
};
const DESCRIPTOR: CommandDescriptor = {
  site: 'linkedin.com',
  id: 'getFeed',
  aliases: ['feed'],
  displayName: 'Get feed',
  requiresAuth: true,
  timeoutPolicy: POLICY,
};
const LISTENER = { listener: 'network.http_intercept', options: { tabSessionId: 'ts_1', site: 'linkedin.com' } };
const onTab = { nodeId: 'node_a', tabSessionId: 'ts_1' };

let relay: FakeRelay;
let otto: OttoClient;
let now: number;
/** How the node answers, by action. */
let answers: Record<string, (reply: Reply) => void>;

beforeEach(async () => {
  now = 0;
  answers = { 'command.list': ({ result }) => result({ commands: [DESCRIPTOR] }) };
  relay = await FakeRelay.start();
  relay.onCommand = (reply) => {
    const answer = answers[String(reply.frame.payload.action)];
    if (answer) answer(reply);
    else reply.result({});
  };
  const tokens = relay.tokens.make();
  // The clock of tokens as well: theirs is the relay's, so only differences count.
  otto = new OttoClient({ relayUrl: relay.url, tokens, webSocket: WebSocket, clock: () => Date.now() + now });
});
afterEach(async () => {
  await otto.close();
  await relay.stop();
});

function sent(action: string): CommandFrame[] {
  return relay.commands().filter(({ payload }) => payload.action === action);
}

describe('the time of a site command', () => {
  it.each([
    [{}, 60_000],
    [{ minReturnedPosts: 10 }, 85_000],
    [{ minReturnedPosts: -5 }, 45_000],
    [{ minReturnedPosts: 1000 }, 300_000],
    [{ minReturnedPosts: 'many' }, 60_000],
  ])('for the input %j is %i ms, by its policy', (input, ms) => {
    expect(policyTimeoutMs(POLICY, input)).toBe(ms);
  });

  it('is never more than the relay takes', () => {
    expect(policyTimeoutMs({ defaultMs: 3_600_000 }, {})).toBe(600_000);
  });
});

describe('commands.list', () => {
  it('gives the commands of a node, or of one of its sites', async () => {
    await expect(otto.commands.list({ nodeId: 'node_a', site: 'linkedin.com' })).resolves.toEqual([DESCRIPTOR]);
    expect(sent('command.list')).toMatchObject([{ payload: { payload: { site: 'linkedin.com' } } }]);
  });
});

describe('commands.run', () => {
  it('gives a command the time that it asks for, and asks the node for that once', async () => {
    await otto.commands.run(FEED, onTab);
    await otto.commands.run({ ...FEED, command: 'feed', input: {} }, onTab);
    expect(sent('command.run').map(({ payload }) => payload.timeoutMs)).toEqual([85_000, 60_000]);
    expect(sent('command.list')).toHaveLength(1);
    now += 60_000;
    await otto.commands.run(FEED, onTab);
    expect(sent('command.list')).toHaveLength(2);
  });

  it("keeps to the caller's timeout", async () => {
    await otto.commands.run(FEED, { ...onTab, timeoutMs: 1_000 });
    expect(relay.commands()).toMatchObject([{ payload: { action: 'command.run', timeoutMs: 1_000 } }]);
  });

  it.each(['unsupported_action', 'forbidden_action'] as const)(
    'falls back to 30 s where the node does not tell (%s), and asks again the next time',
    async (code) => {
      answers['command.list'] = ({ error }) => error(code);
      await otto.commands.run(FEED, onTab);
      await otto.commands.run(FEED, onTab);
      expect(sent('command.run').map(({ payload }) => payload.timeoutMs)).toEqual([30_000, 30_000]);
      expect(sent('command.list')).toHaveLength(2);
    },
  );

  it('is cancelled while the node is still being asked', async () => {
    const caller = new AbortController();
    answers['command.list'] = () => caller.abort();
    const running = otto.commands.run(FEED, { ...onTab, signal: caller.signal });
    await expect(running).rejects.toMatchObject({ code: 'command_cancelled' });
    expect(sent('command.run')).toEqual([]);
  });
});

describe('commands.test', () => {
  beforeEach(() => {
    answers['command.test'] = ({ result }) => result({ data: 1, stream: { listeners: [LISTENER, LISTENER] } });
  });
  const test = (more: object = {}): ReturnType<typeof otto.commands.test> =>
    otto.commands.test(FEED, { ...onTab, timeoutMs: 5_000, requestId: 'req_test', ...more });

  it('gives the result, and no stream where none is declared', async () => {
    answers['command.test'] = ({ result }) => result({ posts: [] });
    await expect(test()).resolves.toMatchObject({ data: { posts: [] }, stream: undefined });
  });

  it('subscribes what the test declares, and tells all of it as one', async () => {
    const { stream, data } = await test();
    expect(data).toMatchObject({ data: 1 });
    const subscribed = sent('listener.subscribe');
    expect(subscribed).toMatchObject([{ payload: { payload: LISTENER } }, { payload: { payload: LISTENER } }]);
    for (const { requestId } of subscribed) relay.sendEvent(requestId, { type: 'listener_update', data: requestId });
    const read: unknown[] = [];
    for await (const { data: told } of stream!) if (read.push(told) === 2) break;
    expect(read).toEqual(subscribed.map(({ requestId }) => requestId));
  });

  it('tells what a listener tells together with its answer as well', async () => {
    answers['command.test'] = ({ result }) => result({ stream: { listeners: [LISTENER] } });
    answers['listener.subscribe'] = ({ result, frame }) => {
      result({});
      relay.sendEvent(frame.requestId, { type: 'listener_update', data: 'first' });
    };
    const { stream } = await test();
    for await (const { data } of stream!) {
      expect(data).toBe('first');
      break;
    }
  });

  it('leaves them alone where that is wanted', async () => {
    await expect(test({ follow: false })).resolves.toMatchObject({ stream: undefined });
    expect(sent('listener.subscribe')).toEqual([]);
  });

  it('cancels the stream with one command_cancel, and ends as the relay says', async () => {
    const { stream } = await test();
    relay.onCancel = (target) => {
      relay.sendResult(target, { ok: false, commandOutcome: 'cancelled', data: { streamCancelled: true } });
    };
    await stream!.cancel();
    expect(await stream!.ended).toBeUndefined();
    expect(relay.frames.filter(({ messageType }) => messageType === 'command_cancel')).toMatchObject([
      { payload: { targetRequestId: 'req_test' } },
    ]);
    expect(sent('listener.unsubscribe')).toEqual([]);
    expect(otto.listeners.active).toEqual([]);
  });

  it('cancels it with the signal', async () => {
    const caller = new AbortController();
    const { stream } = await test({ signal: caller.signal });
    relay.onCancel = (target) => relay.sendResult(target, { ok: false, commandOutcome: 'cancelled' });
    caller.abort();
    expect(await stream!.ended).toBeUndefined();
  });

  it('takes its listeners up again one by one when the node was gone, and then ends each', async () => {
    const { stream } = await test();
    const restored = new Promise<void>((resolve) => {
      let count = 0;
      stream!.on('restored', () => (count += 1) === 2 && resolve());
    });
    relay.sendResult('req_test', { ok: false, commandOutcome: 'failed', data: { streamFailed: true } });
    await restored;
    expect(sent('listener.subscribe')).toHaveLength(4);
    await stream!.cancel();
    expect(sent('listener.unsubscribe')).toHaveLength(2);
    expect(await stream!.ended).toBeUndefined();
  });

  it('leaves nothing behind when a listener is refused', async () => {
    answers['listener.subscribe'] = ({ error, result }) =>
      sent('listener.subscribe').length === 1 ? result({}) : error('listener_debugger_conflict');
    await expect(test()).rejects.toMatchObject({ code: 'listener_debugger_conflict' });
    await relay.frame(
      ({ messageType, payload }) => messageType === 'command_cancel' && payload.targetRequestId === 'req_test',
    );
    expect(otto.listeners.active).toEqual([]);
  });

  it('is cancelled while it subscribes', async () => {
    const caller = new AbortController();
    const refuse: (() => void)[] = [];
    answers['listener.subscribe'] = ({ error }) => {
      refuse.push(() => error('command_cancelled'));
      if (refuse.length === 2) caller.abort();
    };
    relay.onCancel = () => refuse.splice(0).forEach((answer) => answer());
    await expect(test({ signal: caller.signal })).rejects.toMatchObject({ code: 'command_cancelled' });
  });
});
