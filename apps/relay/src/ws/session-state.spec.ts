import type { AccessClaims } from '@otto/auth';
import { OPENED, nextState, type SessionState, type SessionStep } from './session-state';

const TIMES = { familyId: 'f', issuedAt: 0, expiresAt: 1 };
const NODE: AccessClaims = { role: 'node', nodeId: 'node_a', scopes: [], ...TIMES };
const OTHER_NODE: AccessClaims = { ...NODE, nodeId: 'node_b' };
const CLIENT: AccessClaims = { role: 'controller', clientId: 'clt_a', controllerId: 'ctl_a', scopes: [], ...TIMES };

const hello = (nodeId?: string): SessionStep => ({ kind: 'hello', hello: { role: 'node', ...(nodeId && { nodeId }) } });
const auth = (claims: AccessClaims): SessionStep => ({ kind: 'auth', claims });
const END: SessionStep = { kind: 'end', reason: 'gone' };

describe('a session', () => {
  it('is opened, greeted, authenticated, closed', () => {
    expect(walk(hello('node_a'), auth(NODE), END)).toEqual(['greeted', 'authenticated', 'closed']);
  });

  it('remembers who it was when it is closed', () => {
    expect([hello(), auth(NODE), END].reduce(nextState, OPENED)).toEqual({
      kind: 'closed',
      reason: 'gone',
      claims: NODE,
    });
  });

  it('may bring a newer token of the same identity', () => {
    const newer = { ...CLIENT, scopes: ['*'] };
    expect([hello(), auth(CLIENT), auth(newer)].reduce(nextState, OPENED)).toMatchObject({ claims: newer });
  });

  it.each([
    ['invalid_hello', [hello(), hello()]],
    ['invalid_hello', [hello(), auth(NODE), hello()]],
    ['not_initialized', [auth(NODE)]],
    ['node_mismatch', [hello('node_b'), auth(NODE)]],
    ['invalid_access_token', [hello(), auth(NODE), auth(OTHER_NODE)]],
    ['not_initialized', [hello(), auth(NODE), END, auth(NODE)]],
  ])('answers %s to a step that is out of place', (code, steps) => {
    expect(() => steps.reduce(nextState, OPENED)).toThrow(expect.objectContaining({ code }));
  });
});

function walk(...steps: SessionStep[]): SessionState['kind'][] {
  let state = OPENED;
  return steps.map((step) => (state = nextState(state, step)).kind);
}
