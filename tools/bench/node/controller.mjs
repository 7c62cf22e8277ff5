// A controller of the relay that waits for one command at a time.
import { command, openSession } from '../relay/peers.mjs';

/**
 * @param {string} url of the relay
 * @param {string} accessToken
 * @param {string} nodeId
 */
export async function openController(url, accessToken, nodeId) {
  const socket = await openSession(url, 'controller', { accessToken });
  const waiting = new Map();
  socket.on('message', (data) => {
    const frame = JSON.parse(data.toString('utf8'));
    if (frame.messageType !== 'result' && frame.messageType !== 'error') return;
    waiting.get(frame.requestId)?.(frame);
    waiting.delete(frame.requestId);
  });
  const controller = {
    /** Gives the data of the result, or throws the node's error. */
    async run(action, payload = {}, tabSessionId) {
      const { requestId, text } = command(nodeId, action, tabSessionId, payload);
      const answered = new Promise((resolve) => waiting.set(requestId, resolve));
      socket.send(text);
      const { messageType, payload: answer } = await answered;
      if (messageType === 'error') throw new Error(`${action}: ${answer.code}: ${answer.message}`);
      return answer.data;
    },
    /** Closes every tab that Otto has open. */
    async closeTabs() {
      const { tabs } = await controller.run('primitive.tab.query');
      for (const { tabSessionId } of tabs) await controller.run('primitive.tab.close', {}, tabSessionId);
    },
    close: () => socket.terminate(),
  };
  return controller;
}
