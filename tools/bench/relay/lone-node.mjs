// A node without a browser, for `npm run bench -- cli`: asks to be let in, prints its code as a line of JSON, and answers
// every command at once when it was let in. Its argument is the address of the relay.
import { setTimeout as delay } from 'node:timers/promises';
import { answerCommands, openSession } from './peers.mjs';

const NODE_ID = 'node_bench';
const [url = ''] = process.argv.slice(2);
const http = url.replace(/^ws/, 'http');

/** @param {object} message */
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** @param {string} path @param {RequestInit} [init] */
async function ask(path, init) {
  const response = await fetch(`${http}${path}`, init);
  if (!response.ok) throw new Error(`${path} is answered with ${response.status}`);
  return response.json();
}

const { challengeId, code } = await ask('/api/pairing/request', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ nodeId: NODE_ID }),
});
say({ code });
let accessToken;
while (accessToken === undefined) {
  await delay(50);
  ({ nodeAccessToken: accessToken } = await ask(`/api/pairing/status?challengeId=${challengeId}`));
}
answerCommands(await openSession(url, 'node', { accessToken, nodeId: NODE_ID }), 100);
say({ ready: true });
