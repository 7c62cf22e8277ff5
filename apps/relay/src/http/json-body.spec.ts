import { errorOf } from '../../test/error-of';
import { exchangeBytes } from '../../test/exchange-bytes';
import { startRelay, type RelayUnderTest } from '../../test/relay-under-test';

const REQUEST = '/api/pairing/request';

let relay: RelayUnderTest;

beforeAll(async () => (relay = await startRelay()));
afterAll(() => relay.stop());

describe('bodies', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    '',
  ])('are refused as %j', async (type) => {
    const answer = await relay.post(REQUEST, '{"nodeId":"node_a"}', { headers: { 'content-type': type } });
    expect(errorOf(answer)).toEqual([415, 'unsupported_media_type']);
  });

  it('may say that they are UTF-8, which is all they may be', async () => {
    const send = (charset: string): ReturnType<RelayUnderTest['post']> =>
      relay.post(REQUEST, '{"nodeId":"node_a"}', {
        headers: { 'content-type': `Application/JSON; charset=${charset}` },
      });
    expect((await send('utf-8')).status).toBe(200);
    expect(errorOf(await send('utf-16'))).toEqual([415, 'unsupported_media_type']);
    expect(errorOf(await relay.post(REQUEST, Buffer.of(0x22, 0xff, 0x22)))).toEqual([400, 'invalid_json']);
  });

  it('are refused compressed, so that no small body becomes a large one', async () => {
    const headers = { 'content-encoding': 'gzip' };
    expect(errorOf(await relay.post(REQUEST, Buffer.from('x'), { headers }))).toEqual([415, 'unsupported_media_type']);
  });

  it('are refused above 64 KiB, whether the length is announced or not', async () => {
    const large = JSON.stringify({ nodeId: 'x'.repeat(64 * 1024) });
    expect(errorOf(await relay.post(REQUEST, large))).toEqual([413, 'body_too_large']);
    const chunked = { headers: { 'transfer-encoding': 'chunked' } };
    expect(errorOf(await relay.post(REQUEST, large, chunked))).toEqual([413, 'body_too_large']);
  });

  it('that announce a gigabyte are refused without waiting for it', async () => {
    const head = `POST ${REQUEST} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n`;
    const answer = await exchangeBytes(relay.relay.port, `${head}\r\n{"nodeId":`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('"code":"body_too_large"');
  });

  it('that never end are cut off', async () => {
    const head = `POST ${REQUEST} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n`;
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const answer = await exchangeBytes(relay.relay.port, `${head}\r\n${chunk.repeat(40)}`);
    expect(answer).toMatch(/^(HTTP\/1\.1 413 |$)/);
  });

  it.each(['{', '{"nodeId":', 'nodeId=node_a', '\u0000', '{"nodeId":"node_a"}x'])('are refused as %j', async (body) => {
    const answer = await relay.post(REQUEST, body);
    expect(errorOf(answer)).toEqual([400, 'invalid_json']);
    expect(JSON.stringify(answer.body)).not.toContain('Unexpected');
  });

  it.each(['null', '7', '"text"', '[]', '[{"nodeId":"node_a"}]'])('have to be objects, not %j', async (body) => {
    expect(errorOf(await relay.post(REQUEST, body))).toEqual([400, 'invalid_body']);
  });

  it('are refused when they nest so deep that recursion would fail on them', async () => {
    const deep = `{"nodeId":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    expect(errorOf(await relay.post(REQUEST, deep))).toEqual([400, 'invalid_body']);
  });

  it('cannot reach a prototype', async () => {
    const polluted = '{"nodeId":"node_a","__proto__":{"isOperator":true}}';
    expect(errorOf(await relay.post(REQUEST, polluted))).toEqual([400, 'invalid_body']);
    const nested = '{"nodeId":"node_a","constructor":{"prototype":{"isOperator":true}}}';
    expect((await relay.post(REQUEST, nested)).status).toBe(200);
    expect({}).not.toHaveProperty('isOperator');
  });

  it('may hold fields that nobody knows', async () => {
    expect((await relay.post(REQUEST, { nodeId: 'node_a', future: true })).status).toBe(200);
  });
});
