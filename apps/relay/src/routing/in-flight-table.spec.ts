import { idleController } from '../../test/idle-controller';
import { Command } from './command';
import { InFlightTable } from './in-flight-table';

describe('InFlightTable', () => {
  let table: InFlightTable;

  beforeEach(() => (table = new InFlightTable()));

  function command(requestId: string): Command {
    return new Command(idleController(), {
      requestId,
      traceId: undefined,
      nodeId: 'node_a',
      action: 'primitive.tab.query',
      payload: {},
      tabSessionId: undefined,
      waitPolicy: 'fail_fast',
      timeoutMs: 1000,
      bytes: Buffer.from('{}'),
    });
  }

  function added(requestId: string, isTaken = false): Command {
    const made = command(requestId);
    table.add(made, () => isTaken);
    return made;
  }

  it('finds a command under its own requestId', () => {
    const one = added('r1');
    expect([one.nodeRequestId, table.find('r1'), table.find('r2')]).toEqual(['r1', one, undefined]);
  });

  it('keeps two with the same requestId apart: the node knows the second under a fresh one', () => {
    const [one, other] = [added('r1'), added('r1')];
    expect(other.nodeRequestId).not.toBe('r1');
    expect([table.find('r1'), table.find(other.nodeRequestId)]).toEqual([one, other]);
  });

  it('gives a fresh one where the node knows something else by that name', () => {
    expect(added('r1', true).nodeRequestId).not.toBe('r1');
  });

  it('frees the requestId of a command that is removed, and no other', () => {
    const [one, other] = [added('r1'), added('r1')];
    expect([table.remove(one), table.remove(one)]).toEqual([true, false]);
    expect(table.all()).toEqual([other]);
    expect(added('r1').nodeRequestId).toBe('r1');
  });

  it('does not remove another command for one that was never added', () => {
    const one = added('r1');
    expect(table.remove(command('r1'))).toBe(false);
    expect(table.find('r1')).toBe(one);
  });

  it('is empty when all have ended', () => {
    const all = [added('r1'), added('r1'), added('r2')];
    expect(table.isEmpty).toBe(false);
    for (const each of table.all()) table.remove(each);
    expect([table.isEmpty, all.length]).toEqual([true, 3]);
  });
});
