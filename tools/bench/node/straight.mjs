// The same browser, driven without Otto: DevTools commands over puppeteer-core's connection.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import puppeteer from 'puppeteer-core';

const EXTENSION = fileURLToPath(new URL('../../../apps/extension/build/chrome-mv3-prod', import.meta.url));

/** @param {string} profile of the running browser */
export async function connectStraight(profile) {
  const [port] = readFileSync(path.join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}`, defaultViewport: null });
  const session = await browser.target().createCDPSession();
  const connection = session.connection();
  // Puppeteer stops every new tab until it has looked at it; Otto's tabs must not be slowed down by the comparison.
  await connection.send('Target.setAutoAttach', { autoAttach: false, waitForDebuggerOnStart: false, flatten: true });
  return new Straight(browser, connection);
}

/** What the extension puts into pages, so that both ways do the same work there. */
export function bundleOf(name) {
  const file = readdirSync(EXTENSION).find(
    (candidate) => candidate.startsWith(`${name}.`) && candidate.endsWith('.js'),
  );
  return readFileSync(path.join(EXTENSION, file), 'utf8');
}

class Straight {
  #browser;
  #connection;

  constructor(browser, connection) {
    this.#browser = browser;
    this.#connection = connection;
  }

  send(method, params = {}) {
    return this.#connection.send(method, params);
  }

  /** Opens a tab behind the others, or in a window of its own; resolves when its page has loaded. */
  async open(url, { newWindow = false } = {}) {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank', background: true, newWindow });
    const session = await this.attach(targetId);
    await session.send('Page.enable');
    const loaded = new Promise((resolve) => session.once('Page.loadEventFired', resolve));
    await session.send('Page.navigate', { url });
    await loaded;
    return { targetId, session, close: () => this.send('Target.closeTarget', { targetId }) };
  }

  async attach(targetId) {
    const { targetInfos } = await this.send('Target.getTargets', { filter: [{}] });
    return this.#connection.createSession(targetInfos.find((target) => target.targetId === targetId));
  }

  /** A world of its own in a page, with bundles of the extension in it. */
  async worldOf({ session }, bundles) {
    const { frameTree } = await session.send('Page.getFrameTree');
    const world = { frameId: frameTree.frame.id, worldName: 'bench' };
    const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', world);
    const evaluate = async (expression) => {
      const call = { expression, contextId, returnByValue: true, awaitPromise: true };
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', call);
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
      return result.value;
    };
    for (const bundle of bundles) await evaluate(bundle);
    return evaluate;
  }

  /** Bytes of JavaScript that are alive in the target at that address, after a collection of garbage. */
  async heapOf(url) {
    const { targetInfos } = await this.send('Target.getTargets', { filter: [{}] });
    const target = targetInfos.find((candidate) => url.test(candidate.url));
    const session = await this.#connection.createSession(target);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    await session.detach();
    return usedSize;
  }

  async disconnect() {
    await this.#browser.disconnect();
  }
}
