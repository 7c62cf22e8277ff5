import { idleController } from '../../test/idle-controller';
import { Command } from './command';
import { Listener } from './listener';
import { ListenerTable } from './listener-table';

describe('ListenerTable', () => {
  let table: ListenerTable;

  beforeEach(() => (table = new ListenerTable()));

  /** A listener whose node knows it by another requestId than its owner, where one is given. */
  function listener(requestId: string, nodeRequestId = requestId): Listener {
    const subscribe = new Command(idleController(), {
      requestId,
      traceId: undefined,
      nodeId: 'node_a',
      action: 'listener.subscribe',
      payload: {},
      tabSessionId: undefined,
      waitPolicy: 'fail_fast',
      timeoutMs: 1000,
      bytes: Buffer.from('{}'),
    });
    subscribe.nodeRequestId = nodeRequestId;
    return new Listener(subscribe);
  }

  it('finds listeners by the requestId under which their node knows them', () => {
    const [one, other] = [listener('r1'), listener('r1', 'n1')];
    table.add(one);
    table.add(other);
    expect([table.find('r1'), table.find('n1'), table.find('r2')]).toEqual([one, other, undefined]);
    expect([table.has('n1'), table.has('r2')]).toEqual([true, false]);
  });

  it('forgets the one that is removed, and no other', () => {
    const [one, other] = [listener('r1'), listener('r1', 'n1')];
    table.add(one);
    table.add(other);
    table.remove(one);
    expect([table.find('r1'), table.find('n1'), table.isEmpty]).toEqual([undefined, other, false]);
  });

  it('hands over all that is in it, once', () => {
    const one = listener('r1');
    table.add(one);
    expect([table.takeAll(), table.isEmpty, table.takeAll()]).toEqual([[one], true, []]);
  });
});
