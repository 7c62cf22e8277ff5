import { makeFrame, type Envelope } from '@otto/protocol';
import { closeTab } from '../actions/tab/close';
import { openTab } from '../actions/tab/open';
import { queryTabs } from '../actions/tab/query';
import { FakeRelay } from './testing/fake-relay';
import { NodeLab } from './testing/node-lab';

describe('a node', () => {
  let relay: FakeRelay;
  let node: NodeLab;

  beforeEach(async () => {
    relay = await FakeRelay.start();
    relay.approved = true;
    node = new NodeLab([openTab, closeTab, queryTabs]);
    await node.worker.start();
  });
  afterEach(async () => {
    await node.set({ relayUrl: '' });
    await relay.stop();
  });

  const connect = async (): Promise<void> => {
    await node.set({ relayUrl: relay.url, connect: true });
    await relay.next('auth');
  };
  const command = (action: string, requestId: string, payload: object = {}): Envelope =>
    makeFrame('controller', 'command', requestId, { action, payload: { __controllerClientId: 'clt_1', ...payload } });
  const run = async (...args: Parameters<typeof command>): Promise<Record<string, unknown>> => {
    const { requestId } = command(...args);
    const answered = relay.next('result', 'error');
    relay.send(command(...args));
    const { frame } = await answered;
    expect(frame.requestId).toBe(requestId);
    return frame.payload;
  };

  it('shows that it needs a relay URL', async () => {
    expect(await node.status()).toMatchObject({ state: 'needs_relay_url' });
  });

  it('pairs, connects and keeps its tokens when it is given a relay URL', async () => {
    await connect();
    const { relayUrl, tokens } = await node.local.get();
    expect(relayUrl).toBe(relay.url);
    expect(tokens).toEqual({ accessToken: 'access-1', refreshToken: 'refresh-1', relayUrl: relay.url });
  });

  it('says hello with the actions that it can do', async () => {
    await connect();
    expect((await relay.next('hello')).frame.payload).toMatchObject({
      capabilities: ['primitive.tab.open', 'primitive.tab.close', 'primitive.tab.query'],
    });
  });

  it('runs commands and answers the relay', async () => {
    await connect();
    expect(await run('primitive.tab.open', 'req-1', { url: 'http://site/' })).toMatchObject({ ok: true });
    expect(await run('primitive.tab.explode', 'req-2')).toMatchObject({ code: 'unsupported_action' });
  });

  it('runs the next command after its worker was killed, and still knows its tabs', async () => {
    await connect();
    const opened = await run('primitive.tab.open', 'req-1', { url: 'http://site/' });
    node.killWorker();
    expect(await run('primitive.tab.query', 'req-2')).toMatchObject({
      data: { tabs: [{ tabSessionId: (opened.data as { tabSessionId: string }).tabSessionId, owned: true }] },
    });
  });

  it('ends a command that its worker took to its grave', async () => {
    await connect();
    const isOrdered = new Promise<void>((resolve) => (node.browser.onOrder = () => resolve()));
    const answer = run('primitive.tab.open', 'req-1', { url: 'http://site/' });
    await isOrdered;
    await new Promise((resolve) => setImmediate(resolve));
    node.killWorker();
    expect(await answer).toMatchObject({ code: 'node_restarted', commandOutcome: 'failed' });
  });

  it('shows at once who asks for access, and stops showing it when the user has decided', async () => {
    await connect();
    const asking = { clientId: 'clt_1', name: 'agent', description: 'reads', avatarSeed: '', granted: false };
    relay.answers.set('/api/controller/access', { nodeId: 'node_1', clients: [{ ...asking, requestedAt: 1 }] });
    relay.send(makeFrame('relay', 'event', 'event-1', { type: 'access_requested', ...asking }));
    await node.until(({ requests }) => requests === 1);
    relay.answers.set('/api/controller/access', { nodeId: 'node_1', clients: [] });
    await node.worker.access.decide({ clientId: 'clt_1', grant: false });
    expect(await node.status()).not.toHaveProperty('requests');
  });

  it('stops what it is told to stop', async () => {
    await connect();
    node.browser.onOrder = () =>
      relay.send(makeFrame('relay', 'command_cancel', 'cancel-1', { targetRequestId: 'req-1' }));
    expect(await run('primitive.tab.open', 'req-1', { url: 'http://site/' })).toMatchObject({
      code: 'command_cancelled',
      commandOutcome: 'cancelled',
    });
  });
});
