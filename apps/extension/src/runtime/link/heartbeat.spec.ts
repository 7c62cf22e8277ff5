import { Heartbeat } from './heartbeat';

describe('Heartbeat', () => {
  let pings: number;
  let silences: number;
  let heartbeat: Heartbeat;

  beforeEach(() => {
    jest.useFakeTimers();
    pings = silences = 0;
    heartbeat = new Heartbeat({ intervalMs: 20_000, ping: () => pings++, onSilence: () => silences++ });
  });
  afterEach(() => {
    heartbeat.stop();
    jest.useRealTimers();
  });

  it('pings every interval', () => {
    for (let beat = 0; beat < 3; beat++) {
      jest.advanceTimersByTime(20_000);
      heartbeat.heard();
    }
    expect(pings).toBe(3);
    expect(silences).toBe(0);
  });

  it('reports a relay that says nothing within 10 s of a ping, once', () => {
    jest.advanceTimersByTime(29_999);
    expect(silences).toBe(0);
    jest.advanceTimersByTime(60_000);
    expect(silences).toBe(1);
  });

  it('waits for less where the relay wants to be asked more often', () => {
    heartbeat.stop();
    heartbeat = new Heartbeat({ intervalMs: 1_000, ping: () => pings++, onSilence: () => silences++ });
    jest.advanceTimersByTime(2_999);
    expect(silences).toBe(0);
    jest.advanceTimersByTime(1);
    expect(silences).toBe(1);
  });

  it('leaves no timer when stopped', () => {
    jest.advanceTimersByTime(20_000);
    heartbeat.stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});
