import { isOnHost } from './is-on-host';

it.each(['https://reddit.com/', 'http://reddit.com:8080/r/a', 'https://www.reddit.com/', 'https://a.b.reddit.com/'])(
  '%s is on reddit.com',
  (url) => expect(isOnHost(url, 'reddit.com')).toBe(true),
);

it.each([
  'https://notreddit.com/',
  'https://reddit.com.evil.test/',
  'https://evil.test/?reddit.com',
  'https://reddit.com@evil.test/',
  'ftp://reddit.com/',
  'about:blank',
  '',
])('%s is not', (url) => expect(isOnHost(url, 'reddit.com')).toBe(false));
