import { mimeTypeOf, redactHeaders, toHeaderRecord } from './header-list';

describe('captured headers', () => {
  it('tell nobody how to act as the user', () => {
    const headers = {
      Authorization: 'Bearer abc',
      cookie: 'session=abc',
      'Set-Cookie': 'session=abc',
      'PROXY-AUTHORIZATION': 'Basic abc',
      'content-type': 'text/html',
    };
    expect(redactHeaders(headers)).toEqual({
      Authorization: '[redacted]',
      cookie: '[redacted]',
      'Set-Cookie': '[redacted]',
      'PROXY-AUTHORIZATION': '[redacted]',
      'content-type': 'text/html',
    });
  });

  it('keep every value of a header that comes more than once', () => {
    const entries = [
      { name: 'Vary', value: 'a' },
      { name: 'vary', value: 'b' },
    ];
    expect(toHeaderRecord(entries)).toEqual({ vary: 'a, b' });
  });

  it('tell the type without its parameters', () => {
    expect(mimeTypeOf('Application/JSON; charset=utf-8')).toBe('application/json');
    expect(mimeTypeOf(undefined)).toBe('');
  });
});
