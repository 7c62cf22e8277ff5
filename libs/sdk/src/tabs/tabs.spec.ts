import { WebSocket } from 'ws';
import { FakeRelay, type CommandFrame } from '../../test/fake-relay';
import { OttoClient } from '../otto-client';
import type { Tab } from './tab';

const OPENED = { tabId: 1, tabSessionId: 'ts_1', url: 'http://a/' };

let relay: FakeRelay;
let otto: OttoClient;

beforeEach(async () => {
  relay = await FakeRelay.start();
  relay.onCommand = ({ frame, result }) =>
    result(frame.payload.action === 'primitive.tab.open' ? OPENED : { action: frame.payload.action });
  otto = new OttoClient({ relayUrl: relay.url, tokens: relay.tokens.make(), webSocket: WebSocket });
});
afterEach(async () => {
  await otto.close();
  await relay.stop();
});

function last(): CommandFrame['payload'] {
  return relay.commands().at(-1)!.payload;
}

describe('tabs.open', () => {
  it('opens a tab, and gives a handle to it', async () => {
    const tab = await otto.tabs.open('node_a', 'http://a/', { retain: true, waitUntil: 'load', timeoutMs: 5_000 });
    expect(last()).toMatchObject({
      targetNodeId: 'node_a',
      action: 'primitive.tab.open',
      payload: { url: 'http://a/', retain: true, waitUntil: 'load' },
      timeoutMs: 5_000,
    });
    expect(tab).toMatchObject({ nodeId: 'node_a', tabSessionId: 'ts_1' });
  });
});

describe('tabs.list', () => {
  it('gives the managed tabs of a node', async () => {
    relay.onCommand = ({ result }) => result({ tabSessions: {}, tabs: [OPENED] });
    await expect(otto.tabs.list('node_a')).resolves.toEqual([OPENED]);
  });
});

describe('a tab', () => {
  let tab: Tab;
  beforeEach(() => {
    tab = otto.tabs.attach('node_a', 'ts_1');
  });

  const calls: [string, (tab: Tab) => Promise<unknown>, object][] = [
    [
      'primitive.tab.navigate',
      (t) => t.navigate('http://b/', { waitUntil: 'commit' }),
      { url: 'http://b/', waitUntil: 'commit' },
    ],
    ['primitive.dom.extract_text', (t) => t.extractText({ selector: 'h1' }), { selector: 'h1' }],
    ['primitive.dom.extract_html', (t) => t.extractHtml(), {}],
    ['primitive.dom.extract_clean_html', (t) => t.extractCleanHtml({ maxChars: 9 }), { maxChars: 9 }],
    [
      'primitive.dom.extract_distilled_html',
      (t) => t.extractDistilledHtml({ mode: 'readability' }),
      { mode: 'readability' },
    ],
    ['primitive.dom.extract_markdown', (t) => t.extractMarkdown(), {}],
    ['primitive.page.screenshot', (t) => t.screenshot({ mode: 'full_page' }), { mode: 'full_page' }],
    [
      'command.run',
      (t) => t.run({ site: 'x.test', command: 'c' }, { timeoutMs: 500 }),
      { site: 'x.test', command: 'c' },
    ],
  ];
  it.each(calls)(
    'sends %s to itself, after what it does already, and gives the data',
    async (action, call, payload) => {
      await expect(call(tab)).resolves.toEqual({ action });
      expect(last()).toMatchObject({ action, payload, tabSessionId: 'ts_1', waitPolicy: 'wait_with_timeout' });
      expect(last().payload).toEqual(payload);
    },
  );

  it('runs the test of a command, and captures, in itself', async () => {
    await tab.test({ site: 'x.test', command: 'c' }, { timeoutMs: 500 });
    expect(last()).toMatchObject({ action: 'command.test', tabSessionId: 'ts_1' });
    await tab.listen({ site: 'x.test', mode: 'fetch' });
    const options = { tabSessionId: 'ts_1', site: 'x.test', mode: 'fetch' };
    expect(last()).toMatchObject({ payload: { listener: 'network.http_intercept', options } });
  });

  it('lets the caller say otherwise', async () => {
    await tab.extractText({}, { waitPolicy: 'fail_fast', timeoutMs: 700 });
    expect(last()).toMatchObject({ waitPolicy: 'fail_fast', timeoutMs: 700 });
  });

  it.each(['unknown_tab_session', 'tab_session_closed'] as const)('is as good as closed by %s', async (code) => {
    relay.onCommand = ({ error }) => error(code);
    await tab.close();
  });

  it('tells why it cannot be closed', async () => {
    relay.onCommand = ({ error }) => error('acl_missing_node_grant');
    await expect(tab.close()).rejects.toMatchObject({ code: 'acl_missing_node_grant' });
  });

  it('is closed at the end of its block, where that is possible', async () => {
    relay.onCommand = ({ error }) => error('acl_missing_node_grant');
    await tab[Symbol.asyncDispose]();
    expect(last()).toMatchObject({ action: 'primitive.tab.close', tabSessionId: 'ts_1' });
  });
});
