import type { ToLink } from '../link/link-messages';
import { EventPump, type EventSource } from './event-pump';

class List implements EventSource {
  constructor(readonly texts: string[] = []) {}
  take(): string | undefined {
    return this.texts.shift();
  }
}

describe('EventPump', () => {
  let told: ToLink[];
  let important: List;
  let other: List;
  let pump: EventPump;
  const turn = (): Promise<void> => Promise.resolve();
  const batches = (): (readonly string[])[] => told.flatMap((message) => ('texts' in message ? [message.texts] : []));

  beforeEach(() => {
    told = [];
    [important, other] = [new List(), new List()];
    pump = new EventPump((message) => told.push(message), [important, other]);
    pump.open();
  });

  it('sends in one batch what happens in one turn', async () => {
    important.texts.push('a');
    pump.wake();
    important.texts.push('b');
    pump.wake();
    await turn();
    expect(told).toEqual([{ type: 'events', batch: 1, texts: ['a', 'b'] }]);
  });

  it('waits until a batch was passed on before it sends the next one', async () => {
    important.texts.push('a');
    pump.wake();
    await turn();
    important.texts.push('b');
    pump.wake();
    await turn();
    expect(batches()).toEqual([['a']]);
    pump.passed(1);
    await turn();
    expect(batches()).toEqual([['a'], ['b']]);
  });

  it('says nothing when there is nothing to say', async () => {
    pump.wake();
    await turn();
    expect(told).toEqual([]);
  });

  it('has room for the less important where the more important leaves some', async () => {
    important.texts.push(...Array.from({ length: 70 }, (_, i) => String(i)));
    other.texts.push('log');
    pump.wake();
    await turn();
    pump.passed(1);
    await turn();
    expect(batches().map(({ length }) => length)).toEqual([64, 7]);
    expect(batches()[1]?.at(-1)).toBe('log');
  });

  it('puts no more into a batch than can be sent at once', async () => {
    important.texts.push('x'.repeat(2_000_000), 'y');
    pump.wake();
    await turn();
    expect(batches()[0]).toHaveLength(1);
  });

  it('takes nothing while there is no connection', async () => {
    pump.close();
    important.texts.push('a');
    pump.wake();
    await turn();
    expect(important.texts).toEqual(['a']);
    pump.open();
    await turn();
    expect(batches()).toEqual([['a']]);
  });

  it('goes on with a new connection, whatever became of the batch under way', async () => {
    important.texts.push('a');
    pump.wake();
    await turn();
    pump.close();
    pump.open();
    important.texts.push('b');
    pump.wake();
    await turn();
    expect(batches()).toEqual([['a'], ['b']]);
    important.texts.push('c');
    pump.passed(1);
    await turn();
    expect(batches()).toHaveLength(2);
  });
});
