import type { Page } from './site';

/** No text, whatever one takes it for. */
export const PIXEL = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0xfe]);
const answer =
  (contentType: string, body: string | Buffer, headers: Record<string, string> = {}): Page =>
  (_request, response) =>
    void response
      .writeHead(200, {
        'content-type': contentType,
        'content-length': Buffer.byteLength(body),
        'access-control-allow-origin': '*',
        ...headers,
      })
      .end(body);

/** Goes on for as long as somebody listens, and says something at once. */
const STREAM: Page = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('data: first\n\n');
};

/** What a page loads and somebody listens to. */
export const LISTENED_PAGES = {
  '/': '<!doctype html><title>home</title>',
  '/other': '<!doctype html><title>other</title>',
  '/api/data': answer('application/json; charset=utf-8', '{"a":"é"}', { 'set-cookie': 'session=abc', 'x-seen': 'yes' }),
  '/api/text': answer('text/plain', 'x'.repeat(1000)),
  '/api/large': answer('text/plain', 'x'.repeat(50_000)),
  '/pixel.png': answer('image/png', PIXEL),
  '/stream': STREAM,
};
