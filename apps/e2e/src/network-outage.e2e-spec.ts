import type { ServerResponse } from 'node:http';
import { BrowserEye } from '../support/browser-eye';
import { eventually } from '../support/eventually';
import { Machine } from '../support/machine';
import { Network, type Aftermath } from '../support/network';
import { ARTICLE, Site } from '../support/site';
import { Witness, type End } from '../support/witness';

/** Shorter than the default heartbeats need to notice it, which is what makes it hard. */
const OUTAGE_MS = 20_000;
const TIMEOUT_MS = 90_000;
const RUNNING = `chrome.storage.session.get('status').then(({ status }) => (status.running ?? []).length)`;

/** Real time passes here: with its default heartbeats, a node and its relay live through an outage as long as the issue names. */
describe('a network that is away for 20 s', () => {
  let machine: Machine;
  let site: Site;
  let network: Network;
  let eye: BrowserEye;
  let controller: Witness;
  let onRequest: (response: ServerResponse) => void;

  beforeAll(async () => {
    site = await Site.serve({ '/': ARTICLE, '/held': (_request, response) => onRequest(response) });
    machine = await Machine.create();
    await machine.startRelay();
    const { port } = await machine.json<{ port: number }>(['status']);
    network = await Network.before(port);
    const at = ['--relay-url', `ws://127.0.0.1:${network.port}`];
    const { nodeId, profile } = await machine.startNode(['--remote-debugging-port=0'], at);
    eye = await BrowserEye.open(profile);
    controller = await Witness.connect(machine, nodeId);
  }, 90_000);

  afterAll(async () => {
    controller.close();
    eye.close();
    await machine.remove();
    await network.close();
    await site.close();
  }, 60_000);

  const runs = (count: number): Promise<number> =>
    eventually(
      () => eye.inWorker<number>(RUNNING),
      (running) => running === count,
      10_000,
    );
  const navigate = (tab: string): Promise<End> =>
    controller.run('primitive.tab.navigate', { url: `${site.url}/held` }, { tab, timeoutMs: TIMEOUT_MS });

  it.each<[string, Aftermath]>([
    ['the connection lives on', 'same_network'],
    ['the connection is dead, and nobody was told', 'another_network'],
  ])(
    'loses no result that was written into it: %s',
    async (_how, aftermath) => {
      const tab = await controller.open('about:blank');
      const request = new Promise<ServerResponse>((requested) => (onRequest = requested));
      const ended = navigate(tab);
      const page = await request;
      await runs(1);
      const outage = network.outage(OUTAGE_MS, aftermath);
      page.writeHead(200, { 'content-type': 'text/html' }).end(ARTICLE);
      // The node has answered, and believes that its answer is on its way.
      await runs(0);
      const unheard = controller.run('primitive.tab.query', {}, { timeoutMs: TIMEOUT_MS });
      await outage;
      const { code, data } = await ended;
      expect([code, data]).toEqual(['ok', { tabSessionId: tab, url: `${site.url}/held` }]);
      // What the relay wrote into it arrives with the connection, or is said to be lost when the node is back: before its time.
      expect((await unheard).code).toBe(aftermath === 'same_network' ? 'ok' : 'node_disconnected');
      expect(await controller.code('primitive.dom.extract_text', {}, { tab })).toBe('ok');
      expect(controller.endedTwice).toEqual([]);
    },
    150_000,
  );
});
