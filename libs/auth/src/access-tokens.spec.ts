import { generateKeyPairSync } from 'node:crypto';
import { sign, type SignOptions } from 'jsonwebtoken';
import { FakeClock } from '../test/fake-clock';
import { CONTROLLER, NODE } from '../test/identities';
import { AccessTokens, type AccessTokensOptions } from './access-tokens';
import type { Identity } from './identity';

const SECRET = 'a secret of at least thirty-two bytes';
const INVALID = expect.objectContaining({ code: 'invalid_access_token' });

const clock = new FakeClock();
const seconds = (): number => Math.floor(clock.now / 1000);

function open(options: Partial<AccessTokensOptions> = {}): AccessTokens {
  return new AccessTokens({
    secret: SECRET,
    issuer: 'otto-relay',
    audience: 'otto-clients',
    ttlMs: 900_000,
    clock: clock.read,
    ...options,
  });
}

/** A token as the relay signs it, with some claims changed. */
function forge(claims: Record<string, unknown>, key = SECRET, options: SignOptions = {}): string {
  const good = {
    ...NODE,
    iss: 'otto-relay',
    aud: 'otto-clients',
    iat: seconds(),
    exp: seconds() + 900,
    jti: 'rf_family.random',
  };
  const all: Record<string, unknown> = { ...good, ...claims };
  for (const [name, value] of Object.entries(all)) if (value === undefined) Reflect.deleteProperty(all, name);
  return sign(all, key, { algorithm: 'HS256', noTimestamp: all.iat === undefined, ...options });
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('AccessTokens', () => {
  it.each([NODE, CONTROLLER])('verifies what it issued', (identity) => {
    const claims = open().verify(open().issue(identity, 'rf_family'));
    expect(claims).toEqual({
      ...identity,
      familyId: 'rf_family',
      issuedAt: seconds() * 1000,
      expiresAt: seconds() * 1000 + 900_000,
    });
  });

  it('puts nothing into a token but the identity and the registered claims', () => {
    const token = open().issue({ ...CONTROLLER, clientSecret: 'cs_x' } as Identity, 'rf_family');
    const [, payload = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    expect(Object.keys(claims).sort()).toEqual(
      ['role', 'clientId', 'controllerId', 'scopes', 'iss', 'aud', 'iat', 'exp', 'jti'].sort(),
    );
  });

  it('never gives out the same token twice', () => {
    const tokens = open();
    expect(tokens.issue(NODE, 'rf_family')).not.toBe(tokens.issue(NODE, 'rf_family'));
  });

  it('refuses a token from the moment it expires', () => {
    const token = open().issue(NODE, 'rf_family');
    clock.advance(899_000);
    expect(open().verify(token)).toMatchObject(NODE);
    clock.advance(1000);
    expect(() => open().verify(token)).toThrow(INVALID);
  });

  it('accepts the previous secret, but signs with the new one', () => {
    const token = open().issue(NODE, 'rf_family');
    const changed = { secret: 'b'.repeat(32), previousSecret: SECRET };
    expect(open(changed).verify(token)).toMatchObject(NODE);
    expect(() => open({ secret: 'b'.repeat(32) }).verify(token)).toThrow(INVALID);
    expect(() => open().verify(open(changed).issue(NODE, 'rf_family'))).toThrow(INVALID);
    expect(open(changed).verify(open(changed).issue(NODE, 'rf_family'))).toMatchObject(NODE);
  });

  it('accepts the forged tokens of this spec as long as nothing is wrong with them', () => {
    expect(open().verify(forge({}))).toMatchObject(NODE);
  });

  it.each<[string, () => string]>([
    ['another secret', () => forge({}, 'x'.repeat(40))],
    ['another HMAC', () => forge({}, SECRET, { algorithm: 'HS512' })],
    ['no algorithm', () => forge({}, '', { algorithm: 'none' })],
    ['no signature', () => `${forge({}).split('.').slice(0, 2).join('.')}.`],
    ['"alg": "none" in front of a good payload', () => `${encode({ alg: 'none' })}.${forge({}).split('.')[1]}.`],
    ['a changed payload', () => forge({}).replace(/\.[^.]+\./, `.${encode({ ...NODE, nodeId: 'node_2' })}.`)],
    ['another issuer', () => forge({ iss: 'somebody' })],
    ['no issuer', () => forge({ iss: undefined })],
    ['another audience', () => forge({ aud: 'somebody' })],
    ['several audiences', () => forge({ aud: ['otto-clients', 'others'] })],
    ['no audience', () => forge({ aud: undefined })],
    ['an end in the past', () => forge({ iat: seconds() - 60, exp: seconds() - 1 })],
    ['no end', () => forge({ exp: undefined })],
    ['a beginning in the future', () => forge({ iat: seconds() + 1 })],
    ['no beginning', () => forge({ iat: undefined })],
    ['a time that has not come', () => forge({ nbf: seconds() + 60 })],
    ['no jti', () => forge({ jti: undefined })],
    ['a jti without a family', () => forge({ jti: '.random' })],
    ['another role', () => forge({ role: 'operator' })],
    ['no role', () => forge({ role: undefined })],
    ['two roles at once', () => forge({ clientId: 'clt_1', controllerId: 'ctl_1' })],
    ['a node id that is none', () => forge({ nodeId: '../../etc' })],
    ['a controller without a client', () => forge({ ...CONTROLLER, nodeId: undefined, clientId: undefined })],
    ['scopes that are no list', () => forge({ scopes: '*' })],
    ['scopes that are no texts', () => forge({ scopes: [1] })],
    ['text for a payload', () => sign('text', SECRET, { algorithm: 'HS256' })],
    ['nothing', () => ''],
    ['nonsense', () => 'a.b.c'],
    ['more than a token can be', () => forge({ padding: 'x'.repeat(8192) })],
  ])('refuses a token with %s', (_, make) => {
    expect(() => open().verify(make())).toThrow(INVALID);
  });

  it('refuses an asymmetric signature', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const token = sign({ ...NODE }, privateKey, { algorithm: 'RS256' });
    expect(() => open().verify(token)).toThrow(INVALID);
  });

  it('says nothing about the reason to the caller', () => {
    const bodies = [forge({ iss: 'somebody' }), forge({}, 'x'.repeat(40)), 'nonsense'].map((token) => {
      try {
        return open().verify(token);
      } catch (error) {
        return String(error);
      }
    });
    expect(new Set(bodies).size).toBe(1);
  });
});
