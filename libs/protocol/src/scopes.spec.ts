import { SCOPE_PATTERN, scopesCover } from './scopes';

describe('scopesCover', () => {
  it.each([
    ['primitive.tab.open', 'primitive.tab.open', true],
    ['primitive.tab.*', 'primitive.tab.open', true],
    ['primitive.*', 'primitive.tab.open', true],
    ['*', 'primitive.tab.open', true],
    ['primitive.tab', 'primitive.tab.open', false],
    ['primitive.tab.*', 'primitive.tabs.open', false],
    ['primitive.tab.*', 'primitive.tab', false],
    ['primitive.tab.open', 'primitive.tab.open_all', false],
  ])('%s on %s: %s', (scope, action, covered) => {
    expect(scopesCover([scope], action)).toBe(covered);
  });

  it('covers nothing without scopes', () => {
    expect(scopesCover([], 'command.run')).toBe(false);
  });
});

describe('SCOPE_PATTERN', () => {
  it.each(['*', 'command.*', 'primitive.tab.close_owned', 'logs.read'])('accepts %s', (scope) => {
    expect(scope).toMatch(SCOPE_PATTERN);
  });

  it.each(['', '**', 'a.*.b', '.a', 'a.', 'A.b', 'a b', 'a*'])('refuses "%s"', (scope) => {
    expect(scope).not.toMatch(SCOPE_PATTERN);
  });
});
