// The baseline of the relay bench: the least that a relay of this protocol can do. It parses each frame, looks its
// target up, serialises the frame again and sends it on. No checks, no lanes, no deadlines, no logs.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 });
const nodes = new Map();
/** Who waits for the outcome, and for the updates, of a requestId. */
const owners = new Map();

const answers = {
  hello: (frame) => ({ messageType: 'hello_ack', payload: { accepted: true, requestId: frame.requestId } }),
  auth: (frame, socket) => {
    if (frame.senderRole === 'node') nodes.set(frame.payload.accessToken, socket);
    return { messageType: 'auth_ack', payload: { accepted: true } };
  },
};

sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    const frame = JSON.parse(data.toString('utf8'));
    const answer = answers[frame.messageType];
    if (answer) {
      socket.send(JSON.stringify({ ...frame, senderRole: 'relay', ...answer(frame, socket) }));
    } else if (frame.messageType === 'command') {
      owners.set(frame.requestId, socket);
      nodes.get(frame.payload.targetNodeId)?.send(JSON.stringify(frame));
    } else if (frame.messageType === 'result') {
      owners.get(frame.requestId)?.send(JSON.stringify(frame));
      if (frame.payload.action !== 'listener.subscribe') owners.delete(frame.requestId);
    } else if (frame.messageType === 'event') {
      owners.get(frame.requestId)?.send(JSON.stringify(frame));
    }
  });
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ ready: true, port: server.address().port, pid: process.pid })}\n`);
});
