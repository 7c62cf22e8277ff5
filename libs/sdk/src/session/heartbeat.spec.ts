import { Heartbeat } from './heartbeat';

let pings: number;
let silences: number;
const start = (intervalMs: number): Heartbeat =>
  new Heartbeat({ intervalMs, ping: () => (pings += 1), onSilence: () => (silences += 1) });

beforeEach(() => {
  jest.useFakeTimers();
  pings = 0;
  silences = 0;
});
afterEach(() => jest.useRealTimers());

describe('Heartbeat', () => {
  it('pings once per interval', () => {
    const heartbeat = start(1000);
    for (let i = 0; i < 5; i += 1) {
      jest.advanceTimersByTime(1000);
      heartbeat.heard();
    }
    expect({ pings, silences }).toEqual({ pings: 5, silences: 0 });
  });

  it('notices, once, that two pings in a row got no answer', () => {
    start(1000);
    jest.advanceTimersByTime(2999);
    expect(silences).toBe(0);
    jest.advanceTimersByTime(60_000);
    expect({ pings, silences }).toEqual({ pings: 2, silences: 1 });
  });

  it.each([
    [0, 50],
    [NaN, 8000],
    [1e9, 8000],
  ])('keeps to sensible intervals when the relay asks for %d ms', (asked, actual) => {
    start(asked);
    jest.advanceTimersByTime(actual - 1);
    expect(pings).toBe(0);
    jest.advanceTimersByTime(1);
    expect(pings).toBe(1);
  });

  it('leaves no timer behind', () => {
    start(1000).stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});
