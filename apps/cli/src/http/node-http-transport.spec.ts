import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nodeHttpTransport } from './node-http-transport';

let server: Server;
const signal = new AbortController().signal;

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/path?q=1`;
}

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

describe('nodeHttpTransport', () => {
  it('sends method, headers and body, and gives status, headers and body', async () => {
    let seen: IncomingMessage | undefined;
    let body = '';
    const url = await serve((request, response) => {
      seen = request;
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => response.writeHead(429, { 'retry-after': '7' }).end('zoë'));
    });
    const answer = await nodeHttpTransport({ method: 'POST', url, headers: { 'x-a': 'b' }, body: '{"n":"ë"}', signal });
    expect({ method: seen?.method, path: seen?.url, header: seen?.headers['x-a'], body }).toEqual({
      method: 'POST',
      path: '/path?q=1',
      header: 'b',
      body: '{"n":"ë"}',
    });
    expect({ status: answer.status, body: answer.body, retry: answer.header('retry-after') }).toEqual({
      status: 429,
      body: 'zoë',
      retry: '7',
    });
  });

  it('gives a long answer as it arrives, where that is asked for, and an error whole', async () => {
    let status = 200;
    let finish: () => void = () => undefined;
    const url = await serve((_request, response) => {
      response.writeHead(status).write('first');
      finish = () => response.end('last');
      if (status !== 200) finish();
    });
    const { body, chunks } = await nodeHttpTransport({ method: 'GET', url, headers: {}, stream: true, signal });
    const read: string[] = [];
    for await (const chunk of chunks ?? []) {
      read.push(Buffer.from(chunk).toString());
      finish();
    }
    expect({ body, read }).toEqual({ body: '', read: ['first', 'last'] });
    status = 400;
    await expect(nodeHttpTransport({ method: 'GET', url, headers: {}, stream: true, signal })).resolves.toMatchObject({
      status: 400,
      body: 'firstlast',
    });
  });

  it('does not follow redirects: a token goes to the relay and nowhere else', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://evil.example/' }).end(),
    );
    await expect(nodeHttpTransport({ method: 'GET', url, headers: {}, signal })).resolves.toMatchObject({
      status: 302,
    });
  });

  it('ends when its signal aborts', async () => {
    const caller = new AbortController();
    const url = await serve(() => caller.abort());
    await expect(nodeHttpTransport({ method: 'GET', url, headers: {}, signal: caller.signal })).rejects.toThrow(
      'aborted',
    );
  });

  it('refuses an answer without end', async () => {
    const url = await serve((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024);
      const write = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', write).on('error', () => undefined);
      write();
    });
    await expect(nodeHttpTransport({ method: 'GET', url, headers: {}, signal })).rejects.toThrow('too large');
  });

  it('hands over a success piece by piece where that is asked for, however long it is', async () => {
    const url = await serve((_request, response) => {
      response.write('first');
      response.end(Buffer.alloc(40 * 1024 * 1024));
    });
    const { body, chunks = [] } = await nodeHttpTransport({ method: 'GET', url, headers: {}, signal, stream: true });
    let bytes = 0;
    for await (const chunk of chunks) bytes += chunk.length;
    expect({ body, bytes }).toEqual({ body: '', bytes: 5 + 40 * 1024 * 1024 });
  });

  it('reads a refusal whole although a stream was asked for', async () => {
    const url = await serve((_request, response) => response.writeHead(401).end('{"code":"x"}'));
    const answer = await nodeHttpTransport({ method: 'GET', url, headers: {}, signal, stream: true });
    expect(answer).toMatchObject({ status: 401, body: '{"code":"x"}' });
    expect(answer.chunks).toBeUndefined();
  });

  it('rejects when the answer breaks off', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      response.socket?.destroySoon();
    });
    await expect(nodeHttpTransport({ method: 'GET', url, headers: {}, signal })).rejects.toThrow();
  });
});
