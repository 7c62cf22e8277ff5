import type { NetworkUpdate } from '@otto/protocol';
import type { Update } from '@otto/sdk';
import { PassThrough } from 'node:stream';
import { styleFor } from '../output/style';
import { updateLine } from './update-line';

const plain = styleFor(new PassThrough(), {});
const coloured = styleFor(Object.assign(new PassThrough(), { isTTY: true }), {});
const AT = new Date(2026, 10, 20, 14, 3, 46).toISOString();

const response = (data: Partial<NetworkUpdate>, updateType = 'network.response'): Update => ({
  requestId: 'req_1',
  updateType,
  emittedAt: AT,
  chars: 1,
  data: {
    method: 'GET',
    status: 200,
    mimeType: 'application/json',
    bodyBytes: 1_234,
    url: 'https://www.reddit.com/api/comments',
    ...data,
  },
});

describe('a line of a listener', () => {
  it('tells time, method, status, type, size and URL', () => {
    expect(updateLine(response({}), plain, undefined)).toBe(
      '14:03:46  GET     200  json           1.2 kB  https://www.reddit.com/api/comments',
    );
  });

  it('fits the terminal: the URL is cut', () => {
    expect(updateLine(response({}), plain, 70)).toBe(
      '14:03:46  GET     200  json           1.2 kB  https://www.reddit.com/…',
    );
    expect(updateLine(response({}), plain, 70)).toHaveLength(70);
  });

  it.each([
    [{ mimeType: 'image/svg+xml' }, 'svg'],
    [{ mimeType: 'application/x-protobuf' }, 'protobuf'],
    [{ mimeType: 'application/vnd.company.something' }, 'company.s…'],
    [{ mimeType: '' }, '-'],
  ])('says %j in a word', (data, word) => {
    expect(updateLine(response(data), plain, undefined).slice(23, 33).trim()).toBe(word);
  });

  it('tells a request that failed, and why', () => {
    const failed = response({ status: 0, bodyBytes: 0, mimeType: '', error: 'net::ERR_FAILED' }, 'network.error');
    expect(updateLine(failed, plain, undefined)).toBe(
      '14:03:46  GET     ERR  -                   -  https://www.reddit.com/api/comments (net::ERR_FAILED)',
    );
  });

  it.each([
    [204, 32],
    [304, 36],
    [404, 33],
    [503, 31],
  ])('has a colour for status %d', (status, code) => {
    expect(updateLine(response({ status }), coloured, 80)).toContain(`\u001b[${code}m${status}\u001b[39m`);
  });

  it('shows what an adapter made of a response', () => {
    const message: Update = { ...response({}), updateType: 'chat.message', data: { kind: 'chat.message', text: 'hi' } };
    expect(updateLine(message, plain, undefined)).toBe('14:03:46  chat.message  {"kind":"chat.message","text":"hi"}');
    expect(updateLine(message, plain, 44)).toBe('14:03:46  chat.message  {"kind":"chat.messa…');
  });

  it('shows an update that lacks what belongs into the columns as it is', () => {
    const odd: Update = { ...response({}), data: { url: 'https://a/' } };
    expect(updateLine(odd, plain, undefined)).toBe('14:03:46  network.response  {"url":"https://a/"}');
  });

  it('lets no page speak to the terminal, and no line become two', () => {
    const text = updateLine(response({ url: 'https://a/\u001b[31m\nb', method: 'X\u0007' }), plain, undefined);
    expect(text).not.toMatch(/[\u001b\u0007\n]/);
  });
});
