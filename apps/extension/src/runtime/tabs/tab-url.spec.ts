import type { OttoError } from '@otto/protocol';
import { isRestrictedUrl, parseTabUrl } from './tab-url';

describe('parseTabUrl', () => {
  it.each([
    ['https://example.com', 'https://example.com/'],
    ['http://127.0.0.1:8080/a b?q=1#h', 'http://127.0.0.1:8080/a%20b?q=1#h'],
    ['about:blank', 'about:blank'],
  ])('takes %s', (text, url) => {
    expect(parseTabUrl(text)).toBe(url);
  });

  it.each([
    ['not a url', 'invalid_url'],
    ['example.com', 'invalid_url'],
    ['', 'invalid_url'],
    ['javascript:alert(1)', 'invalid_url_scheme'],
    ['file:///etc/passwd', 'invalid_url_scheme'],
    ['chrome://settings', 'invalid_url_scheme'],
    ['data:text/html,x', 'invalid_url_scheme'],
    ['view-source:https://example.com', 'invalid_url_scheme'],
    ['about:srcdoc', 'invalid_url_scheme'],
  ])('refuses %j with %s', (text, code) => {
    const thrown = (() => {
      try {
        parseTabUrl(text);
      } catch (error) {
        return (error as OttoError).code;
      }
      return undefined;
    })();
    expect(thrown).toBe(code);
  });
});

describe('isRestrictedUrl', () => {
  it.each([
    'chrome://version/',
    'chrome-extension://abc/popup.html',
    'devtools://devtools/x',
    'https://chromewebstore.google.com/detail/x',
    'https://chrome.google.com/webstore/category/extensions',
  ])('knows %s to be closed to extensions', (url) => {
    expect(isRestrictedUrl(url)).toBe(true);
  });

  it.each(['https://example.com/', 'about:blank', 'https://chrome.google.com/', ''])('lets %j be tried', (url) => {
    expect(isRestrictedUrl(url)).toBe(false);
  });
});
