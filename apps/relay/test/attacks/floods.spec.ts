import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { CLOSE_CODES, LIMITS, makeFrame, type MessageType } from '@otto/protocol';
import { WebSocket } from 'ws';
import { of, on } from '../frame-inbox';
import { Peer } from '../peer';
import { startRelay, type RelayUnderTest, type TestClient, type TestNode } from '../relay-under-test';

const GIGABYTE = 1024 ** 3;
const CHUNK = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000, ' '), Buffer.from('\r\n')]);
/** What may be under way between two sockets of one machine besides what the relay has read. */
const IN_BUFFERS = 16 * 1024 * 1024;
const DEEP = 100_000;

let relay: RelayUnderTest;
let client: TestClient;
let node: TestNode;

beforeAll(async () => {
  relay = await startRelay({ OTTO_AUTH_TIMEOUT_MS: '600000', OTTO_MAX_FRAME_BYTES: String(1024 * 1024) });
  client = await relay.registerClient();
  node = await relay.pairNode('node_a', client);
});
afterEach(async () => expect((await relay.get('/health/ready')).status).toBe(200));
afterAll(() => relay.stop());

/** Sends a body of a gigabyte as fast as it is taken; resolves with what was taken when the relay hung up. */
async function streamGigabyte(head: string): Promise<{ sentBytes: number; answer: string }> {
  const socket: Socket = connect(relay.relay.port, '127.0.0.1');
  socket.on('error', () => undefined);
  let answer = '';
  socket.on('data', (data) => (answer += data.toString()));
  let isOpen = true;
  const closed = new Promise((resolve) => socket.once('close', resolve)).then(() => (isOpen = false));
  await once(socket, 'connect');
  socket.write(`${head}\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`);
  let sentBytes = 0;
  while (isOpen && sentBytes < GIGABYTE) {
    if (socket.write(CHUNK)) await new Promise(setImmediate);
    else await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
    sentBytes += CHUNK.length;
  }
  socket.destroy();
  await closed;
  return { sentBytes, answer };
}

describe('a body of a gigabyte', () => {
  it.each(['POST /api/pairing/request HTTP/1.1', 'POST /no/such/path HTTP/1.1', 'GET /health/live HTTP/1.1'])(
    'to %s is refused after the first few kilobytes, and its sender cut off',
    async (head) => {
      const { sentBytes, answer } = await streamGigabyte(head);
      expect(sentBytes).toBeLessThan(IN_BUFFERS);
      expect(answer).toMatch(/^(HTTP\/1\.1 413 |$)/);
    },
  );
});

describe('a frame', () => {
  it('above the limit ends its session, before it was read', async () => {
    const peer = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    peer.sendRaw(' '.repeat(1024 * 1024 + 1));
    expect((await peer.closed).code).toBe(CLOSE_CODES.frameTooLarge.code);
  });

  it('does not come compressed, so that no small one becomes a large one', async () => {
    const peer = await Peer.open(relay.wsUrl, 'controller', {
      headers: { 'sec-websocket-extensions': 'permessage-deflate' },
    });
    expect(peer.socket.extensions).toBe('');
    await peer.close();
  });

  it.each([
    ['[', ']'],
    ['{"a":', '}'],
  ])('that nests %s very deep is answered, or passed on as it is, and nothing fails on it', async (open, close) => {
    const controller = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    const peer = await Peer.connect(relay.wsUrl, 'node', node.accessToken);
    const deep = `${open.repeat(DEEP)}1${close.repeat(DEEP)}`;
    const send = (from: Peer, messageType: MessageType, payload: object, requestId = 'deep'): void =>
      from.sendRaw(JSON.stringify(makeFrame(from.role, messageType, requestId, payload)).replace('"DEEP"', deep));
    const action = 'primitive.tab.query';
    const replayNonce = `nonce ${open}`;

    send(controller, 'command', { targetNodeId: node.nodeId, action, payload: { deep: 'DEEP' }, replayNonce });
    send(controller, 'tab_lock', { targetNodeId: 'DEEP' });
    send(controller, 'event', { type: 'logs_subscribe', more: 'DEEP' });
    controller.sendRaw(deep);
    send(peer, 'event', { type: 'extension_log', entry: { level: 'info', type: 'deep', data: 'DEEP' } });
    const { requestId } = await peer.next(of('command'));
    send(peer, 'result', { ok: true, durationMs: 1, action, commandOutcome: 'completed', data: 'DEEP' }, requestId);

    expect((await controller.next(of('result'))).requestId).toBe('deep');
    expect((await peer.ask('ping', {})).messageType).toBe('pong');
    expect((await relay.log.list()).filter(({ level }) => level === 'error')).toEqual([]);
    await Promise.all([controller.close(), peer.close()]);
  });
});

describe('sockets that say nothing', () => {
  let silent: Peer[];

  beforeEach(async () => {
    silent = [];
    for (let index = 0; index < LIMITS.unauthenticatedSocketsPerAddress; index += 1) {
      silent.push(await Peer.open(relay.wsUrl, 'node'));
    }
  });
  afterEach(() => Promise.all(silent.map((peer) => peer.terminate())));

  it('are few for each address, until one of them says who it is', async () => {
    const refusal = await Peer.refusal(relay.wsUrl, '/?role=node');
    expect(refusal).toEqual({ status: 429, code: 'too_many_connections' });
    await silent[0]?.hello();
    await silent[0]?.auth(node.accessToken);
    silent.push(await Peer.open(relay.wsUrl, 'node'));
  });

  it('leave room for those of another address', async () => {
    const elsewhere = new WebSocket(`${relay.wsUrl}/?role=node`, { localAddress: '127.0.0.2' });
    await once(elsewhere, 'open');
    elsewhere.terminate();
  });
});

describe('a socket that nobody has authenticated', () => {
  it('is closed when it sends nothing but nonsense: 4401', async () => {
    const stranger = await Peer.open(relay.wsUrl, 'controller');
    for (let count = 0; count < 10 * LIMITS.refusalsBeforeAuth; count += 1) stranger.sendRaw('{}');
    expect((await stranger.closed).code).toBe(4401);
    expect(stranger.take()).toHaveLength(LIMITS.refusalsBeforeAuth);
  });

  it('is not read when it sends more than a hello and an auth can be: 1009', async () => {
    const strangers = await Promise.all(['one frame', 'many'].map(() => Peer.open(relay.wsUrl, 'controller')));
    const part = 'x'.repeat(LIMITS.bytesBeforeAuth / 8);
    strangers[0]?.sendRaw(JSON.stringify({ part: part.repeat(9) }));
    for (let count = 0; count < 9; count += 1) strangers[1]?.sendRaw(JSON.stringify({ part }));
    const codes = await Promise.all(strangers.map(async ({ closed }) => (await closed).code));
    expect(codes).toEqual([1009, 1009]);
    expect(strangers[0]?.take()).toEqual([]);
  });

  it('may send what is large right behind its auth', async () => {
    const eager = await Peer.open(relay.wsUrl, 'node');
    eager.send('hello', { role: 'node', capabilities: [] });
    eager.send('auth', { accessToken: node.accessToken });
    const requestId = eager.send('ping', { padding: 'x'.repeat(2 * LIMITS.bytesBeforeAuth) });
    expect((await eager.next(on(requestId))).messageType).toBe('pong');
    await eager.close();
  });

  it('may get it wrong a few times', async () => {
    const clumsy = await Peer.open(relay.wsUrl, 'node');
    for (let count = 1; count < LIMITS.refusalsBeforeAuth; count += 1) clumsy.sendRaw('{}');
    await clumsy.hello();
    await clumsy.auth(node.accessToken);
    clumsy.sendRaw('{}');
    expect((await clumsy.ask('ping', {})).messageType).toBe('pong');
    await clumsy.close();
  });
});
