import { matchesGlob } from './matches-glob';

describe('a glob', () => {
  it.each([
    ['https://a.example/api/*', 'https://a.example/api/users?page=2', true],
    ['https://a.example/api/*', 'https://a.example/other', false],
    ['https://a.example/api', 'https://a.example/api', true],
    ['https://a.example/api', 'https://a.example/api/', false],
    ['*', 'anything', true],
    ['*/graphql', 'https://a.example/graphql', true],
    ['*/graphql', 'https://a.example/graphql?x', false],
    ['*/api/*/items', 'https://a.example/api/7/items', true],
    ['*/api/*/items', 'https://a.example/items/api', false],
    ['a*a', 'a', false],
    ['a**b', 'ab', true],
  ])('%s on %s: %s', (glob, url, matches) => {
    expect(matchesGlob(glob, url)).toBe(matches);
  });

  it('takes the characters of regular expressions for themselves', () => {
    expect(matchesGlob('https://a.example/x?y=(1)', 'https://a.example/x?y=(1)')).toBe(true);
    expect(matchesGlob('https://a.example/.', 'https://a.example/x')).toBe(false);
  });

  it('takes no longer for many stars', () => {
    const glob = `${'*a'.repeat(500)}b`;
    expect(matchesGlob(glob, 'a'.repeat(100_000))).toBe(false);
  });
});
