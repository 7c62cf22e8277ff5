import { grantCovers, grantReaches, isGrant } from './grant';

const GRANT = { clientId: 'clt_1', nodeId: 'node_1', grantedAt: 1 };

describe('grantCovers', () => {
  it.each([
    [undefined, 'primitive.tab.open', true],
    [['primitive.tab.*'], 'primitive.tab.open', true],
    [['primitive.tab.*'], 'primitive.dom.click', false],
    [[], 'primitive.tab.open', false],
  ])('with scopes %j covers %s: %p', (scopes, action, covers) => {
    expect(grantCovers({ ...GRANT, scopes }, action)).toBe(covers);
  });
});

describe('grantReaches', () => {
  it.each([
    [undefined, undefined, true],
    [undefined, ['example.com'], true],
    [['example.com'], undefined, false],
    [['example.com'], ['example.com'], true],
    [['example.com'], ['www.example.com'], true],
    [['www.example.com'], ['example.com'], false],
    [['example.com'], ['badexample.com'], false],
    [['example.com'], ['example.com', 'example.org'], false],
    [[], [], true],
  ])('with sites %j goes wherever one with %j does: %p', (sites, others, reaches) => {
    expect(grantReaches({ ...GRANT, sites }, { ...GRANT, sites: others })).toBe(reaches);
  });
});

describe('isGrant', () => {
  it.each([GRANT, { ...GRANT, expiresAt: 2, scopes: ['a'], sites: [] }])('takes a grant', (grant) => {
    expect(isGrant(grant)).toBe(true);
  });

  it.each([
    ['no client', { clientId: undefined }],
    ['a client id that is none', { clientId: 'x y' }],
    ['a node id that is none', { nodeId: 'node_1 x' }],
    ['no time', { grantedAt: null }],
    ['an end that is no number', { expiresAt: 'never' }],
    ['scopes that are no list', { scopes: 'all' }],
    ['sites that are no texts', { sites: [1] }],
  ])('refuses %s', (_, change) => {
    expect(isGrant({ ...GRANT, ...change })).toBe(false);
  });

  it.each([null, undefined, 'text', []])('refuses %p', (value) => {
    expect(isGrant(value)).toBe(false);
  });
});
