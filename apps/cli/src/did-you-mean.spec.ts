import { didYouMean } from './did-you-mean';

const WORDS = ['register', 'login', 'status', 'forget', 'remove', 'primitive.tab.query', 'nodeId'];

describe('didYouMean', () => {
  it.each([
    ['lgin', 'login'],
    ['logni', 'login'],
    ['staus', 'status'],
    ['delete', undefined],
    ['nodeid', 'nodeId'],
    ['primitive.tab.qery', 'primitive.tab.query'],
    ['x', undefined],
    ['', undefined],
  ])('takes %s for %s', (typed, word) => {
    expect(didYouMean(typed, WORDS)).toBe(word === undefined ? '' : ` (Did you mean ${word}?)`);
  });
});
