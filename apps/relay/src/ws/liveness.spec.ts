import { SimulatedTime } from '@otto/locks';
import type { PeerRole } from '@otto/protocol';
import { Liveness } from './liveness';
import type { Session } from './session';

const BEATS = { controller: { intervalMs: 8000, missLimit: 3 }, node: { intervalMs: 20_000, missLimit: 3 } };

describe('Liveness', () => {
  let time: SimulatedTime;
  let sessions: Set<FakeSession>;
  let liveness: Liveness;

  beforeEach(() => {
    time = new SimulatedTime();
    sessions = new Set();
    liveness = new Liveness({ open: sessions as unknown as ReadonlySet<Session> }, time, BEATS);
    liveness.start();
  });

  function session(role: PeerRole, kind = 'authenticated'): FakeSession {
    const made = new FakeSession(role, kind, time);
    sessions.add(made);
    return made;
  }

  it('closes a controller that was silent for three intervals, within a quarter of one', () => {
    const controller = session('controller');
    time.advance(23_999);
    expect(controller.closedAt).toBeUndefined();
    time.advance(2001);
    expect(controller.closedAt).toBe(controller.openedAt + 24_000);
  });

  it('lets a controller live that is heard of in time', () => {
    const controller = session('controller');
    for (let count = 0; count < 10; count += 1) {
      time.advance(20_000);
      controller.lastHeardAt = time.now();
    }
    expect(controller.closedAt).toBeUndefined();
  });

  it('asks a silent node by WebSocket pings before it closes it', () => {
    const node = session('node');
    time.advance(19_999);
    expect(node.pings).toBe(0);
    time.advance(40_000);
    expect([node.pings > 0, node.closedAt]).toEqual([true, undefined]);
    time.advance(2001);
    expect(node.closedAt).toBeDefined();
  });

  it('leaves sessions alone that have not authenticated: they have a deadline of their own', () => {
    const stranger = session('controller', 'greeted');
    time.advance(100_000);
    expect(stranger.closedAt).toBeUndefined();
  });

  it('blames nobody for the time that this machine slept', () => {
    const controller = session('controller');
    const sleeper = new SleepyTime();
    const other = new Liveness({ open: sessions as unknown as ReadonlySet<Session> }, sleeper, BEATS);
    controller.lastHeardAt = sleeper.now();
    other.start();
    sleeper.sleep(3_600_000);
    expect(controller.closedAt).toBeUndefined();
    expect(controller.lastHeardAt).toBe(sleeper.now());
    sleeper.advance(26_000);
    expect(controller.closedAt).toBeDefined();
  });

  it('stops', () => {
    liveness.stop();
    expect(time.runningTimers).toBe(0);
  });
});

class FakeSession {
  readonly openedAt: number;
  readonly state: { kind: string };
  lastHeardAt: number;
  closedAt: number | undefined;
  pings = 0;

  constructor(
    readonly role: PeerRole,
    kind: string,
    private readonly time: SimulatedTime,
  ) {
    this.state = { kind };
    this.lastHeardAt = this.openedAt = time.now();
  }

  close(): void {
    this.closedAt ??= this.time.now();
  }

  ping(): void {
    this.pings += 1;
  }
}

/** Time that may pass without timers running, as it does for a machine that sleeps. */
class SleepyTime extends SimulatedTime {
  #slept = 0;

  override now(): number {
    return super.now() + this.#slept;
  }

  sleep(ms: number): void {
    this.#slept += ms;
    this.advance(BEATS.controller.intervalMs / 4);
  }
}
