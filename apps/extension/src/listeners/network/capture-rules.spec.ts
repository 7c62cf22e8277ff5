import { CaptureRules, withDefaults } from './capture-rules';
import { matchesGlob } from './matches-glob';

const rules = (options: object = {}): CaptureRules =>
  new CaptureRules(withDefaults({ tabSessionId: 'ts_1', site: 'reddit.com', ...options }));

describe('what may be captured', () => {
  it.each([
    ['https://reddit.com/', true],
    ['https://www.reddit.com/api/x', true],
    ['http://REDDIT.com:8080/', true],
    ['https://notreddit.com/', false],
    ['https://reddit.com.evil.example/', false],
    ['https://evil.example/reddit.com/', false],
    ['https://user:reddit.com@evil.example/', false],
    ['data:text/plain,reddit.com', false],
    ['wss://www.reddit.com/', false],
    ['reddit.com', false],
  ])('is of the site: %s is %s', (url, isWanted) => {
    expect(rules().wantsUrl(url)).toBe(isWanted);
  });

  it('is of an allowed host, and only of that host unless it is said otherwise', () => {
    const wanted = rules({ requestHostAllowlist: ['matrix.redditspace.com', '*.redditmedia.com'] });
    expect(wanted.wantsUrl('https://matrix.redditspace.com/sync')).toBe(true);
    expect(wanted.wantsUrl('https://other.redditspace.com/sync')).toBe(false);
    expect(wanted.wantsUrl('https://a.matrix.redditspace.com/sync')).toBe(false);
    expect(wanted.wantsUrl('https://i.redditmedia.com/x')).toBe(true);
    expect(wanted.wantsUrl('https://redditmedia.com/x')).toBe(false);
  });

  it('is never of another host, whatever the patterns say', () => {
    expect(rules({ urlPatterns: ['*'] }).wantsUrl('https://bank.example/')).toBe(false);
  });

  it('matches a pattern where there are any', () => {
    const wanted = rules({ urlPatterns: ['https://www.reddit.com/api/*'] });
    expect(wanted.wantsUrl('https://www.reddit.com/api/x')).toBe(true);
    expect(wanted.wantsUrl('https://www.reddit.com/r/x')).toBe(false);
  });

  it('is of a wanted type', () => {
    const wanted = rules({ mimeTypes: ['Application/JSON', 'text/*'] });
    expect(['application/json', 'text/html', 'image/png', 'textual/x'].map((type) => wanted.wantsType(type))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(rules().wantsType('')).toBe(true);
  });

  it('is paused by the browser', () => {
    const wanted = rules({ requestHostAllowlist: ['matrix.redditspace.com', '*.redditmedia.com'] });
    for (const url of [
      'https://reddit.com/',
      'https://www.reddit.com:8443/x?y',
      'https://matrix.redditspace.com/sync',
      'https://i.redditmedia.com/x',
    ]) {
      expect(wanted.pausePatterns.some((pattern) => matchesGlob(pattern, url))).toBe(true);
    }
    expect(rules({ urlPatterns: ['*/api/*'] }).pausePatterns).toEqual(['*/api/*']);
  });
});
