import { OttoError, type PairingRequestAnswer, type PairingStatusAnswer } from '@otto/protocol';
import { PairingDriver, type PairingHttp } from './pairing-driver';
import type { PairingState } from './pairing-machine';

const NODE_ID = 'node_1';
const challenge = (n: number) => ({ challengeId: `ch_${n}`, code: `000-00${n}`, expiresAt: 1 });

/** A relay whose answers are scripted; the script's last entry answers for ever. */
class ScriptedRelay implements PairingHttp {
  readonly asked: string[] = [];
  #issued = 0;

  constructor(private readonly script: (Partial<PairingStatusAnswer> | OttoError | 'unissued')[]) {}

  requestPairing(nodeId: string): Promise<PairingRequestAnswer> {
    this.asked.push('request');
    if (this.script[0] === 'unissued') {
      this.script.shift();
      return Promise.reject(new OttoError('relay_unreachable', { relayUrl: 'http://relay' }));
    }
    return Promise.resolve({ ...challenge(++this.#issued), nodeId, status: 'pending' });
  }

  pairingStatus(challengeId: string): Promise<PairingStatusAnswer> {
    this.asked.push(challengeId);
    const next = this.script.length > 1 ? this.script.shift() : this.script[0];
    if (next instanceof OttoError) return Promise.reject(next);
    return Promise.resolve({ challengeId, nodeId: NODE_ID, status: 'pending', expiresAt: 1, ...(next as object) });
  }
}

const approved = { status: 'approved', nodeAccessToken: 'a', nodeRefreshToken: 'r' } as const;
const TOKENS = { accessToken: 'a', refreshToken: 'r' };

describe('PairingDriver', () => {
  const abort = new AbortController();
  let states: PairingState[];
  beforeEach(() => {
    jest.useFakeTimers();
    states = [];
  });
  afterEach(() => jest.useRealTimers());

  const options = { nodeId: NODE_ID, signal: abort.signal, onState: (state: PairingState) => states.push(state) };
  const codes = () => states.flatMap((state) => (state.step === 'wait' ? [state.challenge.code] : []));

  it('requests a code, waits for its approval and returns the tokens', async () => {
    const relay = new ScriptedRelay([{}, {}, approved]);
    const pairing = new PairingDriver(relay).pair(options);
    await jest.advanceTimersByTimeAsync(2000);
    await expect(pairing).resolves.toEqual(TOKENS);
    expect(relay.asked).toEqual(['request', 'ch_1', 'ch_1', 'ch_1']);
    expect(states.at(-1)).toEqual({ step: 'paired', tokens: TOKENS });
  });

  it('goes on with the challenge of an earlier run', async () => {
    const relay = new ScriptedRelay([approved]);
    const pairing = new PairingDriver(relay).pair({ ...options, pending: challenge(7) });
    await jest.advanceTimersByTimeAsync(0);
    await expect(pairing).resolves.toEqual(TOKENS);
    expect(relay.asked).toEqual(['ch_7']);
  });

  it.each([
    ['expired', { status: 'expired' } as const],
    ['unknown to the relay', new OttoError('challenge_not_found')],
    ['approved, but its tokens were handed out already', { status: 'approved' } as const],
  ])('requests a new code at once when the challenge is %s', async (_, answer) => {
    const relay = new ScriptedRelay([answer, {}]);
    void new PairingDriver(relay).pair({ ...options, pending: challenge(7) }).catch(() => undefined);
    await jest.advanceTimersByTimeAsync(0);
    expect(relay.asked).toEqual(['ch_7', 'request']);
    expect(codes()).toEqual(['000-007', '000-001']);
  });

  it('tries again by itself when the relay does not answer', async () => {
    const relay = new ScriptedRelay(['unissued', 'unissued', approved]);
    const pairing = new PairingDriver(relay, () => 1).pair(options);
    await jest.advanceTimersByTimeAsync(2000);
    await expect(pairing).resolves.toEqual(TOKENS);
    expect(
      states.filter((state) => state.step === 'request' && state.error?.code === 'relay_unreachable'),
    ).toHaveLength(2);
  });

  it('swaps the code at once when asked for a new one', async () => {
    const driver = new PairingDriver(new ScriptedRelay([{}]));
    void driver.pair(options).catch(() => undefined);
    await jest.advanceTimersByTimeAsync(400);
    driver.requestNewCode();
    await jest.advanceTimersByTimeAsync(0);
    expect(codes().at(-1)).toBe('000-002');
  });

  it('ends with the reason of the abort and leaves no timer', async () => {
    const stop = new AbortController();
    const pairing = new PairingDriver(new ScriptedRelay([{}])).pair({ ...options, signal: stop.signal });
    const outcome = expect(pairing).rejects.toThrow('stopped');
    await jest.advanceTimersByTimeAsync(300);
    stop.abort(new Error('stopped'));
    await outcome;
    expect(jest.getTimerCount()).toBe(0);
  });
});
