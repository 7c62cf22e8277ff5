import { CONTROLLER, NODE } from '../test/identities';
import { isRefreshFamily } from './refresh-family';

const HASH = 'A'.repeat(43);
const FAMILY = { identity: NODE, tokenHash: HASH, startedAt: 1, expiresAt: 2 };

describe('isRefreshFamily', () => {
  it.each([FAMILY, { ...FAMILY, identity: CONTROLLER, previousHash: HASH, rotatedAt: 1 }])(
    'takes a family',
    (family) => {
      expect(isRefreshFamily(family)).toBe(true);
    },
  );

  it.each([
    ['no identity', { identity: undefined }],
    ['an identity of another role', { identity: { ...NODE, role: 'operator' } }],
    ['an identity of two roles', { identity: { ...NODE, clientId: 'clt_1' } }],
    ['a node id that is none', { identity: { ...NODE, nodeId: 'x' } }],
    ['a token in place of its hash', { tokenHash: `rt_${'A'.repeat(65)}` }],
    ['a wrong previous hash', { previousHash: 'x' }],
    ['no end', { expiresAt: undefined }],
    ['an end that is no number', { expiresAt: '2' }],
    ['a rotation at no time', { rotatedAt: null }],
  ])('refuses %s', (_, change) => {
    expect(isRefreshFamily({ ...FAMILY, ...change })).toBe(false);
  });

  it.each([null, undefined, 'text', []])('refuses %p', (value) => {
    expect(isRefreshFamily(value)).toBe(false);
  });
});
