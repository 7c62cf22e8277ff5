import { ExtensionLog } from './extension-log';

interface Frame {
  readonly requestId: string;
  readonly messageType: string;
  readonly payload: { readonly type: string; readonly entry: Record<string, unknown> };
}

describe('ExtensionLog', () => {
  let log: ExtensionLog;
  let wakes: number;
  const take = (): Frame[] => {
    const frames: Frame[] = [];
    for (let text = log.take(); text !== undefined; text = log.take()) frames.push(JSON.parse(text) as Frame);
    return frames;
  };
  const types = (): unknown[] => take().map(({ payload }) => payload.entry.type);

  beforeEach(() => {
    jest.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
    wakes = 0;
    log = new ExtensionLog({ onWaiting: () => wakes++ });
    log.want(true);
  });
  afterEach(() => jest.useRealTimers());

  it('makes events of entries', () => {
    log.write({ level: 'info', type: 'x', requestId: 'req-1', status: 'ok', data: { ms: 5, none: undefined } });
    const [, frame] = take();
    expect(frame).toMatchObject({ messageType: 'event', requestId: expect.stringMatching(/^log_/) });
    expect(frame?.payload).toEqual({
      type: 'extension_log',
      entry: {
        level: 'info',
        type: 'x',
        requestId: 'req-1',
        status: 'ok',
        timestamp: '2026-01-01T00:00:00.000Z',
        data: { ms: 5 },
      },
    });
    expect(wakes).toBe(2);
  });

  it('keeps to itself what nobody wants to know', () => {
    take();
    log.want(false);
    log.write({ level: 'info', type: 'x' });
    expect(take()).toEqual([]);
  });

  it('forgets what has not gone when nobody wants it any more', () => {
    log.write({ level: 'info', type: 'x' });
    log.want(false);
    expect(take()).toEqual([]);
  });

  it('holds no secrets, and no long texts', () => {
    log.write({
      level: 'info',
      type: 't'.repeat(500),
      data: { reason: `Bearer abcdefgh12345678 ${'x'.repeat(5000)}` },
    });
    const text = JSON.stringify(take().at(-1));
    expect(text).not.toContain('abcdefgh12345678');
    expect(text.length).toBeLessThan(1500);
  });

  it('goes no faster than the relay lets it, and goes on by itself', () => {
    for (let i = 0; i < 200; i++) log.write({ level: 'info', type: String(i) });
    expect(types()).toHaveLength(120);
    wakes = 0;
    jest.advanceTimersByTime(60_000);
    expect(wakes).toBe(1);
    expect(types()).toHaveLength(81);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('tells in a later entry how many were too many', () => {
    for (let i = 0; i < 600; i++) log.write({ level: 'info', type: String(i) });
    const all: Frame[] = [];
    for (let minute = 0; minute < 6; minute++) {
      all.push(...take());
      jest.advanceTimersByTime(60_000);
    }
    expect(all).toHaveLength(501);
    expect(all.at(-1)?.payload.entry).toMatchObject({
      type: 'log.entries_dropped',
      level: 'warn',
      data: { count: 101 },
    });
  });

  it('counts what the relay refused, and leaves it alone for a while', () => {
    const [{ requestId }] = take() as [Frame];
    expect(log.refused('req-1', 5)).toBe(false);
    expect(log.refused(requestId, 30_000)).toBe(true);
    expect(take()).toEqual([]);
    jest.advanceTimersByTime(29_000);
    expect(take()).toEqual([]);
    jest.advanceTimersByTime(2_000);
    expect(types()).toEqual(['log.entries_dropped']);
  });
});
