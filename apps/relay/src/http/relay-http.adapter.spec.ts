import { once } from 'node:events';
import { request, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Request, Response } from 'express';
import { exchangeBytes } from '../../test/exchange-bytes';
import { HTTP_LIMITS, type HttpLimits } from './http-limits';
import { RelayHttpAdapter } from './relay-http.adapter';

const HEADERS = 'GET / HTTP/1.1\r\nHost: localhost\r\n';

let adapter: RelayHttpAdapter;
let port: number;
let sockets: Socket[];

async function listen(limits: Partial<HttpLimits>): Promise<void> {
  adapter = new RelayHttpAdapter({ ...HTTP_LIMITS, checkIntervalMs: 10, ...limits });
  adapter.initHttpServer();
  adapter.use((incoming: Request, answer: Response) => {
    if (incoming.path === '/endless') answer.write('begun');
    else incoming.on('end', () => answer.end('done')).resume();
  });
  const server = adapter.listen(0, '127.0.0.1') as Server;
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
}

async function open(bytes = ''): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  if (bytes !== '') socket.write(bytes);
  return socket;
}

async function everything(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString()));
  await once(socket, 'close');
  return text;
}

beforeEach(() => (sockets = []));
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await adapter.close();
});

describe('RelayHttpAdapter', () => {
  it('ends a connection whose headers do not arrive in time', async () => {
    await listen({ headersTimeoutMs: 20, requestTimeoutMs: 40 });
    expect(await everything(await open(HEADERS))).toMatch(/^HTTP\/1\.1 408 .*"code":"request_timeout"/s);
  });

  it('ends a connection whose body does not arrive in time', async () => {
    await listen({ headersTimeoutMs: 20, requestTimeoutMs: 40 });
    const slow = await open(`${HEADERS}Content-Length: 100\r\n\r\nx`);
    expect(await everything(slow)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('drops what one address opens beyond its share of unfinished requests, and not for good', async () => {
    await listen({ maxUnfinishedPerAddress: 2 });
    const first = await open();
    await open(HEADERS);
    await everything(await open());
    first.destroy();
    await once(first, 'close');
    const answer = everything(await open(`${HEADERS}Connection: close\r\n\r\n`));
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('serves others while one address opens ten thousand sockets and sends nothing', async () => {
    await listen({ checkIntervalMs: HTTP_LIMITS.checkIntervalMs });
    for (let opened = 0; opened < 10_000; opened += 1) (await open()).resume();
    const other = request({ port, localAddress: '127.0.0.2', agent: false }).end();
    const [answer] = (await once(other, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(200);
    expect(sockets.filter(({ closed }) => !closed).length).toBeLessThanOrEqual(HTTP_LIMITS.maxUnfinishedPerAddress);
  }, 60_000);

  it('does not count connections that wait between requests', async () => {
    await listen({ maxUnfinishedPerAddress: 1 });
    for (let count = 0; count < 3; count += 1) {
      const idle = await open(`${HEADERS}\r\n`);
      expect(String(await once(idle, 'data'))).toMatch(/^HTTP\/1\.1 200 /);
    }
  });

  it('takes no more connections than it may', async () => {
    await listen({ maxConnections: 1 });
    await open(HEADERS);
    expect(await everything(await open(`${HEADERS}\r\n`))).toBe('');
  });

  it('says with the last request of a connection that it takes no more', async () => {
    await listen({ maxRequestsPerSocket: 2 });
    const socket = await open(`${HEADERS}\r\n`);
    expect(String(await once(socket, 'data'))).toContain('Connection: keep-alive');
    socket.write(`${HEADERS}\r\n`);
    expect(String(await once(socket, 'data'))).toContain('Connection: close');
  });

  it('works no flood of requests off that come without waiting for answers', async () => {
    let worked = 0;
    await listen({ maxRequestsPerSocket: 10 });
    (adapter.getHttpServer() as Server).on('request', () => (worked += 1));
    await exchangeBytes(port, `${HEADERS}\r\n`.repeat(5000));
    expect(worked).toBe(10);
  });

  it.each([
    ['GET', '\r\n'],
    ['POST', 'Content-Length: 4\r\n\r\nbody'],
  ])('answers a %s that offers to go on in HTTP/2, as it is', async (method, rest) => {
    await listen({});
    const offer = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n';
    const socket = await open(`${method} / HTTP/1.1\r\nHost: localhost\r\n${offer}${rest}`);
    expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1\.1 200 .*done$/s);
  });

  it('hands an upgrade to WebSocket to those who listen for it, and closes on CONNECT', async () => {
    await listen({});
    const upgraded = once(adapter.getHttpServer() as Server, 'upgrade');
    await open(`${HEADERS}Connection: Upgrade\r\nUpgrade: WebSocket\r\n\r\n`);
    const [asking, socket] = (await upgraded) as [IncomingMessage, Socket];
    socket.destroy();
    expect(asking.url).toBe('/');
    expect(await everything(await open('CONNECT other:1 HTTP/1.1\r\nHost: localhost\r\n\r\n'))).toBe('');
  });

  it('cuts off an answer that does not end when it is closed', async () => {
    await listen({ drainMs: 20 });
    const asking = request({ port, path: '/endless', agent: false }).end();
    const [answer] = (await once(asking, 'response')) as [NodeJS.ReadableStream];
    answer.resume();
    const cut = once(answer, 'error');
    await adapter.close();
    expect(String(await cut)).toContain('aborted');
  });
});
