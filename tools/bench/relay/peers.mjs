// The load's own controllers and nodes: as little work as the protocol allows, so that the relay is what is measured.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import WebSocket from 'ws';

export function frame(senderRole, messageType, requestId, payload) {
  return JSON.stringify({
    protocolVersion: '1.0',
    messageType,
    requestId,
    timestamp: new Date().toISOString(),
    senderRole,
    payload,
  });
}

/** Opens a session and resolves when it is authenticated. */
export async function openSession(url, role, { accessToken, nodeId }) {
  const socket = new WebSocket(`${url}/?role=${role}`, { perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 });
  await once(socket, 'open');
  socket.send(frame(role, 'hello', randomUUID(), { role, capabilities: [], ...(nodeId && { nodeId }) }));
  await next(socket, 'hello_ack');
  socket.send(frame(role, 'auth', randomUUID(), { accessToken }));
  await next(socket, 'auth_ack');
  return socket;
}

/** The next frame of a type; fails on an error frame, on close and after ten seconds. */
function next(socket, messageType) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => end(reject, new Error(`no ${messageType} within 10 s`)), 10_000);
    const onMessage = (data) => {
      const received = JSON.parse(data.toString('utf8'));
      if (received.messageType === messageType) end(resolve, received);
      if (received.messageType === 'error') end(reject, new Error(JSON.stringify(received.payload)));
    };
    const onClose = (code) => end(reject, new Error(`closed with ${code}`));
    function end(settle, value) {
      clearTimeout(limit);
      socket.off('message', onMessage).off('close', onClose);
      settle(value);
    }
    socket.on('message', onMessage).on('close', onClose);
  });
}

/** Answers every command at once with a result whose data has about `resultBytes`. */
export function answerCommands(socket, resultBytes) {
  const text = 'lorem "ipsum" '.repeat(Math.ceil(resultBytes / 14)).slice(0, resultBytes);
  socket.on('message', (data) => {
    const received = JSON.parse(data.toString('utf8'));
    if (received.messageType !== 'command') return;
    const { action } = received.payload;
    socket.send(
      frame('node', 'result', received.requestId, {
        ok: true,
        durationMs: 1,
        action,
        data: { text },
        commandOutcome: 'completed',
      }),
    );
  });
}

export function command(nodeId, action, tabSessionId, payload = { selector: 'body' }) {
  const requestId = randomUUID();
  const text = frame('controller', 'command', requestId, {
    targetNodeId: nodeId,
    action,
    payload,
    replayNonce: requestId,
    tabSessionId,
    timeoutMs: 30_000,
  });
  return { requestId, text };
}
