import { ACTIONS } from '@otto/protocol';
import { RelayWorld } from '../../test/relay-world';
import { CommandMetrics } from './command-metrics';

const ACTION = 'primitive.dom.extract_text';

describe('CommandMetrics', () => {
  let world: RelayWorld;
  let metrics: CommandMetrics;

  beforeEach(() => {
    world = new RelayWorld();
    metrics = new CommandMetrics(world.time);
    world.routing.watch(metrics);
  });

  function count(action: string, outcome: string): number | undefined {
    return metrics.outcomes().find(({ labels }) => labels?.action === action && labels.outcome === outcome)?.value;
  }

  it('counts every accepted command once, by how it ended', () => {
    const node = world.node('node_a', 'clt_a');
    const controller = world.controller('clt_a');
    controller.command({ tabSessionId: 'tab_a', timeoutMs: 1000 });
    node.answer(node.takeFirst('command')!);
    controller.command({ tabSessionId: 'tab_a', timeoutMs: 1000 });
    expect(metrics.open).toBe(1);
    world.time.advance(1000);
    expect([count(ACTION, 'completed'), count(ACTION, 'timed_out'), metrics.open]).toEqual([1, 1, 0]);
  });

  it('does not count what was refused', () => {
    world.controller('clt_a').command({ targetNodeId: 'node_nowhere' });
    expect(metrics.outcomes().every(({ value }) => value === 0)).toBe(true);
    expect(metrics.open).toBe(0);
  });

  it('counts actions that are not registered as one, however many there are', () => {
    world.node('node_a', 'clt_a');
    const controller = world.controller('clt_a');
    for (const action of ['made.up', 'made.up.too', '__proto__']) {
      controller.command({ action, timeoutMs: 100, waitPolicy: 'wait_with_timeout' });
    }
    world.time.advance(100);
    expect(count('other', 'timed_out')).toBe(3);
    expect(new Set(metrics.outcomes().map(({ labels }) => labels?.action))).toEqual(
      new Set([...Object.keys(ACTIONS), 'other']),
    );
  });

  it('tells waiting from running', () => {
    const node = world.node('node_a', 'clt_a');
    const controller = world.controller('clt_a');
    const command = { tabSessionId: 'tab_a', waitPolicy: 'wait_with_timeout' } as const;
    controller.command(command);
    controller.command(command);
    world.time.advance(2000);
    node.answer(node.takeFirst('command')!);
    world.time.advance(300);
    node.answer(node.takeFirst('command')!);
    expect([metrics.queued.sumMs, metrics.running.sumMs, metrics.total.sumMs]).toEqual([2000, 2300, 4300]);
  });

  it('counts a command that never ran as having waited only', () => {
    world.node('node_a', 'clt_a');
    const controller = world.controller('clt_a');
    controller.command({ tabSessionId: 'tab_a' });
    controller.command({ tabSessionId: 'tab_a', waitPolicy: 'wait_with_timeout', timeoutMs: 100 });
    world.time.advance(100);
    expect(metrics.queued.cumulated().at(-1)).toBe(1);
    expect(metrics.running.cumulated().at(-1)).toBe(0);
  });
});
