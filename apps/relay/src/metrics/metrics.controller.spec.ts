import { errorOf, refused } from '../../test/error-of';
import { of } from '../../test/frame-inbox';
import { Peer } from '../../test/peer';
import { startRelay, type RelayUnderTest } from '../../test/relay-under-test';
import { METRICS } from './metric-table';

let relay: RelayUnderTest;

beforeEach(async () => (relay = await startRelay()));
afterEach(() => relay.stop());

async function scrape(): Promise<string> {
  const { status, body } = await relay.get<string>('/metrics', { token: relay.operatorToken });
  expect(status).toBe(200);
  return body;
}

/** The value of one series, as it is written. */
function valueOf(text: string, series: string): string | undefined {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `));
  return line?.slice(series.length + 1);
}

describe('GET /metrics', () => {
  it('is for the operator alone', async () => {
    const client = await relay.registerClient();
    const node = await relay.pairNode();
    expect(errorOf(await relay.get('/metrics'))).toEqual(refused(401, 'missing_access_token'));
    for (const { accessToken: token } of [client, node]) {
      expect(errorOf(await relay.get('/metrics', { token }))).toEqual(refused(403, 'forbidden_role'));
    }
  });

  it('answers in the text format of Prometheus', async () => {
    const { headers, body } = await relay.get<string>('/metrics', { token: relay.operatorToken });
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    // prom-client writes Nan for what has no value yet, which Prometheus reads.
    const line = /^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? (Nan|[-+]?[\d.]+(e[-+]?\d+)?))$/;
    expect(body.split('\n').filter((text) => text !== '' && !line.test(text))).toEqual([]);
  });

  it('tells every family of the reference page, and those of the process', async () => {
    const families = [...(await scrape()).matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name);
    expect(families.filter((name) => name?.startsWith('otto_'))).toEqual(Object.keys(METRICS));
    expect(families).toEqual(
      expect.arrayContaining(['process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds']),
    );
  });

  it('counts sessions and commands', async () => {
    const client = await relay.registerClient();
    const { nodeId, accessToken } = await relay.pairNode('node_a', client);
    const node = await Peer.connect(relay.wsUrl, 'node', accessToken);
    const controller = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    const stranger = await Peer.open(relay.wsUrl, 'controller');
    controller.command({ targetNodeId: nodeId });
    node.answer(await node.next(of('command')));
    await controller.next(of('result'));
    controller.command({ targetNodeId: nodeId });
    await node.next(of('command'));

    const text = await scrape();
    expect({
      controllers: valueOf(text, 'otto_sessions{role="controller",state="authenticated"}'),
      strangers: valueOf(text, 'otto_sessions{role="controller",state="unauthenticated"}'),
      nodes: valueOf(text, 'otto_sessions{role="node",state="authenticated"}'),
      completed: valueOf(text, 'otto_commands_total{action="primitive.tab.query",outcome="completed"}'),
      running: valueOf(text, 'otto_commands_open{state="running"}'),
      timed: valueOf(text, 'otto_command_total_seconds_bucket{le="+Inf"}'),
      healthy: valueOf(text, 'otto_log_healthy'),
    }).toEqual({
      controllers: '1',
      strangers: '1',
      nodes: '1',
      completed: '1',
      running: '1',
      timed: '1',
      healthy: '1',
    });
    await Promise.all([stranger.close(), controller.close(), node.close()]);
  });

  it('tells how many commands wait, and in how many lanes', async () => {
    const client = await relay.registerClient();
    const { nodeId, accessToken } = await relay.pairNode('node_a', client);
    const node = await Peer.connect(relay.wsUrl, 'node', accessToken);
    const controller = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    for (const tabSessionId of ['tab_a', 'tab_a', 'tab_a', 'tab_b', 'tab_b', 'tab_c']) {
      const action = 'primitive.dom.extract_text';
      controller.command({ targetNodeId: nodeId, action, tabSessionId, waitPolicy: 'wait_with_timeout' });
    }
    await controller.settled();
    const text = await scrape();
    expect(valueOf(text, 'otto_commands_open{state="waiting"}')).toBe('3');
    expect(valueOf(text, 'otto_commands_open{state="running"}')).toBe('3');
    expect(valueOf(text, 'otto_lanes_waiting')).toBe('2');
    expect(valueOf(text, 'otto_lane_depth_max')).toBe('2');
    await Promise.all([controller.close(), node.close()]);
  });
});
