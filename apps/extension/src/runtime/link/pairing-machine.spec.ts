import { OttoError } from '@otto/protocol';
import { nextPairing, startPairing, type PairingEvent, type PairingState } from './pairing-machine';

const challenge = { challengeId: 'ch_0123456789abcdef', code: '123-456', expiresAt: 1 };
const other = { ...challenge, challengeId: 'ch_fedcba9876543210', code: '654-321' };
const tokens = { accessToken: 'a', refreshToken: 'r' };
const unreachable = new OttoError('relay_unreachable', { relayUrl: 'http://relay' });

const after = (start: PairingState, ...events: PairingEvent[]): PairingState =>
  events.reduce((state, event) => nextPairing(state, event, 1), start);

describe('the pairing state machine', () => {
  it('requests a code at once when nothing is pending', () => {
    expect(startPairing()).toEqual({ step: 'request', delayMs: 0, failures: 0 });
  });

  it('takes up a challenge that was pending before, at once', () => {
    expect(startPairing(challenge)).toMatchObject({ step: 'wait', challenge, delayMs: 0 });
  });

  it('ends with the tokens of the approval, and stays there', () => {
    const paired = after(startPairing(), { type: 'issued', challenge }, { type: 'approved', tokens });
    expect(paired).toEqual({ step: 'paired', tokens });
    expect(after(paired, { type: 'gone' })).toBe(paired);
  });

  it('asks less and less often while the challenge is pending, never more slowly than every 3 s', () => {
    let state = after(startPairing(), { type: 'issued', challenge });
    const delays: number[] = [];
    for (let poll = 0; poll < 40; poll++) {
      state = after(state, { type: 'pending' });
      if (state.step === 'wait') delays.push(state.delayMs);
    }
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    expect(delays[0]).toBe(100);
    expect(delays.at(-1)).toBe(3000);
  });

  it('replaces an expired or unknown challenge at once', () => {
    const state = after(startPairing(), { type: 'issued', challenge }, { type: 'pending' }, { type: 'gone' });
    expect(state).toEqual({ step: 'request', delayMs: 0, failures: 0 });
    expect(after(startPairing(challenge), { type: 'gone' })).toMatchObject({ step: 'request', delayMs: 0 });
  });

  it('does not spin when a relay forgets every challenge that it issues', () => {
    const forgotten = after(
      startPairing(),
      { type: 'issued', challenge },
      { type: 'gone' },
      { type: 'issued', challenge: other },
      { type: 'gone' },
    );
    expect(forgotten).toMatchObject({ step: 'request' });
    expect(forgotten).not.toMatchObject({ delayMs: 0 });
  });

  it('tries again with growing, bounded delays when the relay fails, and says why', () => {
    let state = startPairing();
    const delays: number[] = [];
    for (let failure = 0; failure < 60; failure++) {
      state = after(state, { type: 'failed', error: unreachable });
      if (state.step === 'request') delays.push(state.delayMs);
    }
    expect(delays.slice(0, 3)).toEqual([500, 1000, 2000]);
    expect(Math.max(...delays)).toBe(30_000);
    expect(state).toMatchObject({ step: 'request', error: unreachable });
  });

  it('keeps the code while the relay cannot be asked, and forgets the failure once it answers', () => {
    const failing = after(startPairing(), { type: 'issued', challenge }, { type: 'failed', error: unreachable });
    expect(failing).toMatchObject({ step: 'wait', challenge, error: unreachable });
    const answered = after(failing, { type: 'pending' });
    expect(answered).toMatchObject({ step: 'wait', challenge, failures: 0 });
    expect(answered).not.toHaveProperty('error');
  });

  it('requests another code at once when the user wants one', () => {
    const state = after(startPairing(), { type: 'failed', error: unreachable }, { type: 'abandoned' });
    expect(state).toMatchObject({ step: 'request', delayMs: 0 });
  });
});
