import { TabLanes } from './tab-lanes';

describe('TabLanes', () => {
  const lanes = new TabLanes();
  const { signal } = new AbortController();
  let order: string[];
  beforeEach(() => (order = []));
  afterEach(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    expect(lanes.size).toBe(0);
  });

  /** A job that notes its start and ends when told to. */
  const job = (name: string) => {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const start = async (): Promise<string> => {
      order.push(name);
      await ended;
      return name;
    };
    return { start, end };
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  it('runs one job at a time in a lane, in the order of arrival', async () => {
    const [a, b, c] = [job('a'), job('b'), job('c')];
    const all = Promise.all([a, b, c].map(({ start }) => lanes.run('ts_1', signal, start)));
    await settle();
    expect(order).toEqual(['a']);
    a.end();
    await settle();
    expect(order).toEqual(['a', 'b']);
    b.end();
    c.end();
    await expect(all).resolves.toEqual(['a', 'b', 'c']);
  });

  it('runs jobs of different lanes, and those of none, at the same time', async () => {
    const [a, b, c] = [job('a'), job('b'), job('c')];
    const all = [
      lanes.run('ts_1', signal, a.start),
      lanes.run('ts_2', signal, b.start),
      lanes.run(undefined, signal, c.start),
    ];
    expect(order).toEqual(['a', 'b', 'c']);
    for (const { end } of [a, b, c]) end();
    await Promise.all(all);
  });

  it('goes on after a job that failed', async () => {
    await expect(lanes.run('ts_1', signal, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    await expect(lanes.run('ts_1', signal, () => Promise.resolve('next'))).resolves.toBe('next');
  });

  it('never runs a job that was aborted while it waited, and keeps the order behind it', async () => {
    const abort = new AbortController();
    const [a, b, c] = [job('a'), job('b'), job('c')];
    const first = lanes.run('ts_1', signal, a.start);
    const second = lanes.run('ts_1', abort.signal, b.start);
    const third = lanes.run('ts_1', signal, c.start);
    abort.abort(new Error('cancelled'));
    await expect(second).rejects.toThrow('cancelled');
    await settle();
    expect(order).toEqual(['a']);
    a.end();
    c.end();
    await expect(Promise.all([first, third])).resolves.toEqual(['a', 'c']);
    expect(order).toEqual(['a', 'c']);
  });
});
