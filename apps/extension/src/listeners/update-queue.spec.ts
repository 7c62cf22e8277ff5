import type { ListenerEvent } from './listener-event';
import { UpdateQueue } from './update-queue';

const event = (data: unknown): ListenerEvent => ({ updateType: 't', emittedAt: '2026-01-01T00:00:00.000Z', data });

describe('UpdateQueue', () => {
  let wakes: number;
  let queue: UpdateQueue;
  const open = (requestId: string, traceId?: string): void =>
    queue.open({ requestId, traceId, gapOf: (count) => event(`gap ${count}`) });
  const taken = (): unknown[] => {
    const frames: unknown[] = [];
    for (let text = queue.take(); text !== undefined; text = queue.take()) {
      const { requestId, payload } = JSON.parse(text) as { requestId: string; payload: { data: unknown } };
      frames.push([requestId, payload.data]);
    }
    return frames;
  };

  beforeEach(() => {
    wakes = 0;
    queue = new UpdateQueue(() => wakes++);
  });

  it('makes event frames on the requestId of the subscribe', () => {
    open('req-1', 'trace');
    queue.release('req-1');
    queue.add('req-1', event({ a: 1 }));
    expect(JSON.parse(queue.take() ?? '')).toMatchObject({
      messageType: 'event',
      requestId: 'req-1',
      traceId: 'trace',
      senderRole: 'node',
      payload: { type: 'listener_update', updateType: 't', emittedAt: '2026-01-01T00:00:00.000Z', data: { a: 1 } },
    });
  });

  it('holds them back until the result of the subscribe has gone out', () => {
    open('req-1');
    queue.add('req-1', event(1));
    expect(taken()).toEqual([]);
    wakes = 0;
    queue.release('req-1');
    expect(wakes).toBe(1);
    expect(taken()).toEqual([['req-1', 1]]);
  });

  it('takes listeners in turn, each in its own order', () => {
    for (const requestId of ['a', 'b']) {
      open(requestId);
      queue.release(requestId);
    }
    for (const data of [1, 2, 3]) queue.add('a', event(data));
    queue.add('b', event(4));
    expect(taken()).toEqual([
      ['a', 1],
      ['b', 4],
      ['a', 2],
      ['a', 3],
    ]);
  });

  it('tells how many are missing when there were too many', () => {
    open('a');
    queue.release('a');
    for (let i = 0; i < 510; i++) queue.add('a', event(i));
    const all = taken();
    expect(all).toHaveLength(501);
    expect(all.at(-1)).toEqual(['a', 'gap 10']);
  });

  it('leaves out what no frame can hold', () => {
    open('a');
    queue.release('a');
    queue.add('a', event('x'.repeat(17 * 1024 * 1024)));
    queue.add('a', event(2));
    expect(taken()).toEqual([
      ['a', 'gap 1'],
      ['a', 2],
    ]);
  });

  it('tells the last event of a listener, and nothing after it', () => {
    open('a');
    queue.finish('a', event('end'));
    queue.add('a', event(1));
    queue.release('a');
    expect(taken()).toEqual([['a', 'end']]);
    queue.add('a', event(2));
    expect(taken()).toEqual([]);
  });

  it('forgets what waits of a listener that nobody wants any more', () => {
    open('a');
    queue.release('a');
    queue.add('a', event(1));
    queue.drop('a');
    queue.add('a', event(2));
    expect(taken()).toEqual([]);
  });
});
