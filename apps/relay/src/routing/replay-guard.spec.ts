import { ReplayGuard } from './replay-guard';

const WINDOW_MS = 60_000;
const START = Date.UTC(2026, 0, 1);

describe('ReplayGuard', () => {
  let now: number;
  let guard: ReplayGuard;

  beforeEach(() => {
    now = START;
    guard = new ReplayGuard(WINDOW_MS, () => now, 100);
  });

  it('lets a nonce in once', () => {
    expect(admit('clt_a', 'n1')).toBe('admitted');
    expect(admit('clt_a', 'n1')).toBe('replay_rejected');
    expect(admit('clt_a', 'n2')).toBe('admitted');
  });

  it('keeps the nonces of clients apart', () => {
    expect(admit('clt_a', 'n1')).toBe('admitted');
    expect(admit('clt_b', 'n1')).toBe('admitted');
  });

  it('remembers a nonce as long as its frame could come again', () => {
    const timestamp = new Date(now + WINDOW_MS).toISOString();
    expect(admit('clt_a', 'n1', timestamp)).toBe('admitted');
    now += 2 * WINDOW_MS;
    expect(admit('clt_a', 'n1', timestamp)).toBe('replay_rejected');
  });

  it('does not let a nonce in again with another timestamp of the window', () => {
    expect(admit('clt_a', 'n1')).toBe('admitted');
    now += WINDOW_MS - 1;
    expect(admit('clt_a', 'n1')).toBe('replay_rejected');
  });

  it.each([
    [WINDOW_MS, 'admitted'],
    [-WINDOW_MS, 'admitted'],
    [WINDOW_MS + 1, 'timestamp_out_of_window'],
    [-WINDOW_MS - 1, 'timestamp_out_of_window'],
  ])('takes a timestamp that is %d ms off: %s', (offMs, outcome) => {
    expect(admit('clt_a', 'n1', new Date(now + offMs).toISOString())).toBe(outcome);
  });

  it.each(['', 'yesterday', '1767225600000', '2026-01-01', '2026-13-01T00:00:00Z'])(
    'refuses the timestamp %j',
    (text) => {
      expect(admit('clt_a', 'n1', text)).toBe('invalid_timestamp');
    },
  );

  it('wants a nonce', () => {
    expect(admit('clt_a', undefined)).toBe('missing_replay_nonce');
  });

  it('does not count a nonce whose frame was refused', () => {
    expect(admit('clt_a', 'n1', new Date(now + 2 * WINDOW_MS).toISOString())).toBe('timestamp_out_of_window');
    expect(admit('clt_a', 'n1')).toBe('admitted');
  });

  it('refuses more nonces of a client than it remembers, rather than forget some', () => {
    for (let count = 0; count < 100; count += 1) admit('clt_a', `n${count}`);
    expect(admit('clt_a', 'one too many')).toBe('rate_limited');
    expect(admit('clt_a', 'n0')).toBe('replay_rejected');
    expect(admit('clt_b', 'n0')).toBe('admitted');
  });

  it('forgets clients that are silent for longer than the window', () => {
    admit('clt_a', 'n1');
    now += 10 * WINDOW_MS;
    admit('clt_b', 'n1');
    expect(guard.clients).toBe(1);
    expect(admit('clt_a', 'n1')).toBe('admitted');
  });

  function admit(clientId: string, nonce: string | undefined, timestamp = new Date(now).toISOString()): string {
    try {
      guard.admit(clientId, timestamp, nonce);
      return 'admitted';
    } catch (error) {
      return (error as { code: string }).code;
    }
  }
});
