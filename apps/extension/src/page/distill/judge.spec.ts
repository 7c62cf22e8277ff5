import { isConvincing, type Evidence } from './judge';

const PAGE: Evidence = { found: 5_000, onPage: 5_200, discussion: 0, isDeclaredArticle: false, declared: 0 };
const judge = (changes: Partial<Evidence>): boolean => isConvincing({ ...PAGE, ...changes }, 0.7);

describe('isConvincing', () => {
  it('accepts an article that holds nearly all of the page', () => {
    expect(judge({})).toBe(true);
  });

  it('refuses an empty article even of an empty page', () => {
    expect(judge({ found: 0, onPage: 0 })).toBe(false);
  });

  it('refuses a small part of a page that does not call itself an article', () => {
    expect(judge({ found: 2_000 })).toBe(false);
  });

  it('accepts a solid article among the teasers of a news page', () => {
    expect(judge({ found: 2_000, isDeclaredArticle: true })).toBe(true);
  });

  it('asks more of a short find, since it may be a teaser', () => {
    expect(judge({ found: 500, onPage: 2_000, isDeclaredArticle: true })).toBe(false);
    expect(judge({ found: 500, onPage: 1_000, isDeclaredArticle: true })).toBe(true);
  });

  it('leaves the comments under an article out of account', () => {
    expect(judge({ found: 3_000, onPage: 9_000, discussion: 5_500 })).toBe(true);
  });

  it('takes a short text under a long discussion for the opening post of a thread', () => {
    expect(judge({ found: 600, onPage: 5_000, discussion: 4_400, isDeclaredArticle: true })).toBe(false);
  });

  it('believes the text that the page repeats in its metadata', () => {
    expect(judge({ found: 600, onPage: 9_000, declared: 620 })).toBe(true);
    expect(judge({ found: 60, onPage: 9_000, declared: 620 })).toBe(false);
  });
});
