import * as fc from 'fast-check';
import { isSecretKey, isSuspect, withoutSecrets } from './secrets';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJub2RlX2EifQ.c2lnbmF0dXJl';

describe('isSecretKey', () => {
  it.each([
    'token',
    'accessToken',
    'REFRESH_TOKEN',
    'client-secret',
    'clientSecret',
    'Cookie',
    'set-cookie',
    'Authorization',
    'Proxy-Authorization',
    'password',
    'userPassword',
    'apiKey',
    'API_KEY',
    'x-api-key',
    'api key',
    'challengeId',
  ])('knows %s', (key) => {
    expect(isSecretKey(key)).toBe(true);
  });

  it.each(['action', 'requestId', 'bytes', 'key', 'author', 'passed', 'tabSessionId'])('leaves %s', (key) => {
    expect(isSecretKey(key)).toBe(false);
  });

  it('judges a key the same however many keys it has seen', () => {
    for (let i = 0; i < 3000; i += 1) isSecretKey(`field${i}`);
    expect([isSecretKey('lateToken'), isSecretKey('lateField')]).toEqual([true, false]);
  });
});

describe('withoutSecrets', () => {
  it.each([
    ['Authorization: Bearer abc.def-123', 'Authorization: Bearer [redacted]'],
    ['bEARER abc', 'bEARER [redacted]'],
    ['Basic dXNlcjpwYXNz', 'Basic [redacted]'],
    [`token ${JWT} refused`, 'token [redacted] refused'],
    [`x${JWT.slice(0, 50)}`, 'x[redacted]'],
    ['used cs_0123456789abcdefXYZ here', 'used [redacted] here'],
    ['rotated rt_0123456789abcdef-_XYZ', 'rotated [redacted]'],
    ['asked again with ch_0123456789abcdef', 'asked again with [redacted]'],
    ['https://a.example/?access_token=abc&x=1', 'https://a.example/?access_token=[redacted]&x=1'],
    ['password=hunter2; api-key=k', 'password=[redacted]; api-key=[redacted]'],
    ['{"clientSecret": "abc", "a": 1}', '{"clientSecret": "[redacted]", "a": 1}'],
    ['Set-Cookie: sid=1; HttpOnly', 'Set-Cookie: [redacted]'],
    ['https://me:pass@a.example/', 'https://[redacted]@a.example/'],
  ])('turns %j into %j', (text, clean) => {
    expect(withoutSecrets(text)).toBe(clean);
  });

  it.each([
    'invalid token: expired',
    'https://a.example/path?q=1',
    'a@b.example',
    'the secret is out',
    'key=value',
    'start_relay_on_this_port',
  ])('leaves %j', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });
});

describe('isSuspect', () => {
  const scrap = fc.constantFrom(
    ...[
      'bearer',
      'BASIC',
      ' ',
      '\t',
      'token',
      'api_key',
      '=',
      '"',
      "'",
      ':',
      '\\',
      'cookie',
      'http://',
      '@',
      'cs_',
      'rt_',
    ],
    ...['ch_', 'eyJ', 'EYJ', 'abcdefghij0123456789', '.', 'secret', '\n'],
  );

  it('sees every text that holds a secret, and so never lets one through unread', () => {
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 12 }), (scraps) => {
        const text = scraps.join('');
        if (withoutSecrets(text) !== text) expect(isSuspect(JSON.stringify({ data: text }))).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });

  it('sees every character that a line has to escape', () => {
    fc.assert(fc.property(fc.integer({ min: 0x7f, max: 0xffff }), (code) => isSuspect(String.fromCharCode(code))));
  });

  it('lets an ordinary entry pass', () => {
    expect(isSuspect(JSON.stringify({ id: 'log_a.1', type: 'command_routed', data: { bytes: 5 } }))).toBe(false);
  });
});
