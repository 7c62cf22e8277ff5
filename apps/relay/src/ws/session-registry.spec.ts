import { LIMITS } from '@otto/protocol';
import type { Session } from './session';
import { SessionRegistry } from './session-registry';
import { Strangers } from './strangers';

describe('SessionRegistry', () => {
  it('counts a stranger until its socket is gone, however soon its session has ended', async () => {
    const strangers = new Strangers();
    const registry = new SessionRegistry(strangers);
    let letGo = (): void => undefined;
    const gone = new Promise<void>((resolve) => (letGo = resolve));
    for (let count = 0; count < LIMITS.unauthenticatedSocketsPerAddress; count += 1) {
      const session = stranger(gone);
      registry.add(session);
      registry.remove(session, 'authTimeout');
    }
    expect(() => strangers.check('192.0.2.1')).toThrow(expect.objectContaining({ code: 'too_many_connections' }));
    letGo();
    await gone;
    expect(() => strangers.check('192.0.2.1')).not.toThrow();
  });
});

function stranger(gone: Promise<void>): Session {
  const state = { kind: 'closed', reason: 'authTimeout', claims: undefined };
  return { address: '192.0.2.1', role: 'node', state, whenGone: () => gone } as unknown as Session;
}
