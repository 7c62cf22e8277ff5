import { CLOSE_CODES, OttoError } from '@otto/protocol';
import { nextStep, type Outage, type SessionEnding } from './connection-policy';

const FRESH: Outage = { since: 0, attempts: 0, renewed: false };
const RENEWED: Outage = { ...FRESH, renewed: true };

const step = (ending: SessionEnding, outage = FRESH) => nextStep(ending, outage, 'ws://relay', 0, 1);
const closed = (code: number, authenticated = true): SessionEnding => ({ kind: 'closed', code, authenticated });
const refused = (code: ConstructorParameters<typeof OttoError>[0]): SessionEnding => ({
  kind: 'refused',
  error: new OttoError(code),
});

describe('nextStep', () => {
  it.each([1001, 1006, 1009, 1011, 4401, 4408])('comes back after close code %d', (code) => {
    expect(step(closed(code))).toMatchObject({ step: 'reconnect', delayMs: 500 });
  });

  it('waits longer with each attempt, and says that no relay answers', () => {
    const again = nextStep(closed(1006, false), { since: 0, attempts: 2, renewed: false }, 'ws://relay', 4000, 1);
    expect(again).toMatchObject({ step: 'reconnect', delayMs: 2000, error: { code: 'relay_unreachable' } });
  });

  it('stays away when a newer session of the node has taken its place', () => {
    expect(step(closed(CLOSE_CODES.replaced.code))).toMatchObject({ step: 'halt', error: { code: 'node_replaced' } });
  });

  it('asks over HTTP whether its tokens still hold when its session was revoked', () => {
    expect(step(closed(CLOSE_CODES.revoked.code))).toEqual({ step: 'renew_tokens' });
  });

  it('renews its tokens when the access token is refused, but only once', () => {
    expect(step(refused('invalid_access_token'))).toEqual({ step: 'renew_tokens' });
    expect(step(refused('invalid_access_token'), RENEWED)).toMatchObject({ step: 'reconnect' });
  });

  it.each(['invalid_refresh_token', 'node_mismatch', 'role_mismatch'] as const)('pairs again after %s', (code) => {
    expect(step(refused(code))).toEqual({ step: 'pair' });
  });

  it('looks again later, with the reason, when the relay speaks another protocol', () => {
    expect(step(refused('unsupported_protocol_version'))).toMatchObject({
      step: 'reconnect',
      delayMs: 30_000,
      error: { code: 'unsupported_protocol_version' },
    });
  });

  it('tries again with the reason after any other refusal', () => {
    expect(step(refused('rate_limited'))).toMatchObject({ step: 'reconnect', error: { code: 'rate_limited' } });
  });
});
