import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import path from 'node:path';
import { WebSocket } from 'ws';

const PATIENCE_MS = 10_000;

/** Somebody on the other side of the proxy, at 127.0.0.2 unless told otherwise: never the relay's own machine, as it seems. */
export function hostedClient({ directory, name, httpPort, httpsPort, relayPort }) {
  const ca = readFileSync(path.join(directory, 'tls/certificate.pem'));
  const authority = `${name}:${httpsPort}`;
  const tls = { servername: name, ca, localAddress: '127.0.0.2' };

  return {
    origin: `https://${authority}`,
    /** Through the proxy, over TLS. */
    send: (method, url, body, headers = {}, changes = {}) =>
      exchange(
        httpsRequest,
        { ...tls, host: '127.0.0.1', port: httpsPort, method, path: url, ...changes },
        { host: authority, ...headers },
        body,
      ),
    /** Through the proxy, without TLS. */
    sendPlain: (url) => exchange(httpRequest, { host: '127.0.0.1', port: httpPort, path: url }, { host: name }),
    /** On the relay's machine, past the proxy. */
    sendLocally: (method, url, body, headers = {}) =>
      exchange(httpRequest, { host: '127.0.0.1', port: relayPort, method, path: url }, headers, body),
    connect: (role, headers = {}) =>
      openPeer(
        role,
        new WebSocket(`wss://127.0.0.1:${httpsPort}/?role=${role}`, {
          ...tls,
          headers: { host: authority, ...headers },
        }),
      ),
  };
}

async function exchange(request, options, headers, body) {
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const length =
    text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  const sent = request({ agent: false, ...options, headers: { ...length, ...headers } });
  const answered = once(sent, 'response');
  // Who refuses a body may hang up while it is still being sent.
  sent.on('error', () => undefined);
  sent.end(text);
  const [response] = await answered;
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  const answer = Buffer.concat(chunks).toString();
  const isJson = response.headers['content-type']?.includes('application/json');
  return { status: response.statusCode, headers: response.headers, body: isJson ? JSON.parse(answer) : answer };
}

/** A peer of the relay. Rejects with the status of the refusal when the upgrade is refused. */
async function openPeer(role, socket) {
  const received = [];
  const waiting = [];
  socket.on('message', (data) => {
    const frame = JSON.parse(data.toString());
    const at = waiting.findIndex(({ matches }) => matches(frame));
    if (at < 0) received.push(frame);
    else waiting.splice(at, 1)[0].resolve(frame);
  });
  const closed = new Promise((resolve) => socket.once('close', (code) => resolve(code)));
  await new Promise((resolve, reject) => {
    socket.once('open', resolve).once('error', reject);
    socket.once('unexpected-response', (_, { statusCode }) => reject(new Error(`refused with ${statusCode}`)));
  });

  function next(matches) {
    const at = received.findIndex(matches);
    if (at >= 0) return Promise.resolve(received.splice(at, 1)[0]);
    return new Promise((resolve, reject) => {
      waiting.push({ matches, resolve });
      setTimeout(() => reject(new Error(`${role} waited in vain`)), PATIENCE_MS).unref();
    });
  }

  function send(messageType, payload, requestId = randomUUID()) {
    const envelope = { protocolVersion: '1.0', messageType, requestId, timestamp: new Date().toISOString() };
    socket.send(JSON.stringify({ ...envelope, senderRole: role, payload }));
    return requestId;
  }

  async function ask(messageType, payload) {
    const requestId = send(messageType, payload);
    return next((frame) => frame.requestId === requestId);
  }

  return { closed, next, send, ask, close: () => (socket.close(), closed) };
}
