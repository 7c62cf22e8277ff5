// The load, in a process of its own: `node load.mjs` gets its work from the parent over IPC and answers with figures.
import { randomUUID } from 'node:crypto';
import { memoryOf, cpuMicrosecondsOf } from './process-figures.mjs';
import { answerCommands, command, frame, openSession } from './peers.mjs';

const open = new Set();

/** Commands: every controller keeps `inFlight` of them going until `count` have ended. */
async function commands({ url, relayPid, controllers, nodes, inFlight, resultBytes, warmUp, count }) {
  for (const node of nodes) answerCommands(await session(url, 'node', node), resultBytes);
  const sockets = await Promise.all(controllers.map((controller) => session(url, 'controller', controller)));
  await drive(sockets, nodes, inFlight, warmUp);
  return measured(relayPid, () => drive(sockets, nodes, inFlight, count));
}

/** Listener updates: one node, one owner, a window of updates on their way. */
async function updates({ url, relayPid, controllers, nodes, inFlight, updateBytes, warmUp, count }) {
  const node = await session(url, 'node', nodes[0]);
  answerCommands(node, 0);
  const owner = await session(url, 'controller', controllers[0]);
  const subscribe = command(nodes[0].nodeId, 'listener.subscribe', undefined, {
    listener: 'network.http_intercept',
    options: {},
  });
  const subscribed = new Promise((resolve) =>
    owner.on('message', function onResult(data) {
      if (JSON.parse(data.toString('utf8')).messageType !== 'result') return;
      owner.off('message', onResult);
      resolve();
    }),
  );
  owner.send(subscribe.text);
  await subscribed;
  const text = 'lorem "ipsum" '.repeat(Math.ceil(updateBytes / 14)).slice(0, updateBytes);
  const push = () =>
    node.send(frame('node', 'event', subscribe.requestId, { type: 'listener_update', data: { text } }));
  const stream = (total) =>
    new Promise((resolve) => {
      const sentAt = [];
      const latencies = [];
      const send = () => {
        sentAt.push(performance.now());
        push();
      };
      owner.on('message', function onUpdate() {
        latencies.push(performance.now() - sentAt[latencies.length]);
        if (latencies.length === total) {
          owner.off('message', onUpdate);
          resolve(latencies);
        } else if (sentAt.length < total) send();
      });
      for (let i = 0; i < Math.min(inFlight, total); i++) send();
    });
  await stream(warmUp);
  return measured(relayPid, () => stream(count));
}

/** Memory after the first `early` commands and after all of them, on one relay. */
async function growth({ url, relayPid, controllers, nodes, inFlight, resultBytes, early, total }) {
  for (const node of nodes) answerCommands(await session(url, 'node', node), resultBytes);
  const sockets = await Promise.all(controllers.map((controller) => session(url, 'controller', controller)));
  await drive(sockets, nodes, inFlight, early);
  const earlyBytes = memoryOf(relayPid);
  await drive(sockets, nodes, inFlight, total - early);
  return { earlyBytes, lateBytes: memoryOf(relayPid) };
}

/** Sessions that only stay: what one of them costs in memory. */
async function idle({ url, relayPid, nodes }) {
  const before = memoryOf(relayPid);
  for (let i = 0; i < nodes.length; i += 25) {
    await Promise.all(nodes.slice(i, i + 25).map((node) => session(url, 'node', node)));
  }
  return { bytesPerSession: (memoryOf(relayPid) - before) / nodes.length };
}

async function session(url, role, identity) {
  const socket = await openSession(url, role, identity);
  open.add(socket);
  return socket;
}

/** Runs `count` commands over all sockets; gives the latency of each in ms. A failed command fails the run. */
function drive(sockets, nodes, inFlight, count) {
  return new Promise((resolve, reject) => {
    const latencies = [];
    let started = 0;
    const lanes = sockets.length * inFlight;
    for (const [c, socket] of sockets.entries()) {
      const pending = new Map();
      const send = (lane) => {
        if (started === count) return;
        started++;
        const target = nodes[lane % nodes.length];
        const { requestId, text } = command(target.nodeId, 'primitive.dom.extract_text', `ts_${lane}`);
        pending.set(requestId, { lane, at: performance.now() });
        socket.send(text);
      };
      socket.removeAllListeners('message');
      socket.on('message', (data) => {
        const received = JSON.parse(data.toString('utf8'));
        if (received.messageType === 'error') return reject(new Error(JSON.stringify(received.payload)));
        if (received.messageType !== 'result') return undefined;
        const { lane, at } = pending.get(received.requestId);
        pending.delete(received.requestId);
        latencies.push(performance.now() - at);
        if (latencies.length === count) resolve(latencies);
        else send(lane);
        return undefined;
      });
      for (let i = 0; i < inFlight; i++) send(c * inFlight + (i % lanes));
    }
  });
}

async function measured(relayPid, run) {
  const cpuBefore = cpuMicrosecondsOf(relayPid);
  const startedAt = performance.now();
  const latencies = await run();
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = cpuMicrosecondsOf(relayPid) - cpuBefore;
  latencies.sort((a, b) => a - b);
  const quantile = (q) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * q))];
  return {
    cpuMicroseconds: cpu / latencies.length,
    perSecond: latencies.length / seconds,
    p50: quantile(0.5),
    p99: quantile(0.99),
    rssBytes: memoryOf(relayPid),
  };
}

const kinds = { commands, updates, growth, idle };

process.on('message', async ({ kind, ...work }) => {
  const id = randomUUID();
  try {
    process.send({ id, figures: await kinds[kind](work) });
  } catch (error) {
    process.send({ id, failure: String(error?.stack ?? error) });
  } finally {
    for (const socket of open) socket.terminate();
    open.clear();
  }
});
