import { BrowserEye, OFFSCREEN, WORKER } from '../support/browser-eye';
import { Witness } from '../support/witness';
import { eventually } from '../support/eventually';
import { Machine } from '../support/machine';
import { Network } from '../support/network';
import { ARTICLE, NEVER_LOADS, Site } from '../support/site';

const MARKDOWN = 'primitive.dom.extract_markdown';

describe('whatever breaks between relay and browser, a command ends in time and the node comes back', () => {
  let machine: Machine;
  let site: Site;
  let network: Network;
  let nodeId: string;
  let eye: BrowserEye;
  let controller: Witness;

  beforeAll(async () => {
    site = await Site.serve({ '/': ARTICLE, '/never': NEVER_LOADS });
    machine = await Machine.create();
    await machine.startRelay({ OTTO_NODE_HEARTBEAT_INTERVAL_MS: '1000' });
    const { port } = await machine.json<{ port: number }>(['status']);
    network = await Network.before(port);
    await startNode();
    controller = await Witness.connect(machine, nodeId);
  }, 90_000);

  afterAll(async () => {
    controller.close();
    eye.close();
    await machine.remove();
    await network.close();
    await site.close();
  }, 60_000);

  afterEach(() => expect(controller.endedTwice).toEqual([]));

  const startNode = async (): Promise<void> => {
    const at = ['--relay-url', `ws://127.0.0.1:${network.port}`];
    const started = await machine.startNode(['--remote-debugging-port=0'], at);
    ({ nodeId } = started);
    eye = await BrowserEye.open(started.profile);
  };
  const read = (): Promise<string> => controller.code(MARKDOWN, { url: `${site.url}/` }, { timeoutMs: 5_000 });
  const untilBack = (): Promise<string> => eventually(read, (code) => code === 'ok', 20_000);
  /** A command that is still running when something breaks. */
  const underWay = async (timeoutMs = 8_000): Promise<{ ended: Promise<string> }> => {
    const tab = await controller.open('about:blank');
    const call = { tab, timeoutMs };
    const ended = controller.code('primitive.tab.navigate', { url: `${site.url}/never` }, call);
    // It is when the browser is on its way there.
    const pending = `chrome.tabs.query({}).then((tabs) => tabs.some(({ pendingUrl }) => pendingUrl?.endsWith('/never')))`;
    await eventually(() => eye.inWorker<boolean>(pending), Boolean, 5_000);
    return { ended };
  };

  it('the service worker is killed under a command', async () => {
    const { ended } = await underWay(3_000);
    await eye.shut(WORKER);
    expect(await ended).toMatch(/^(?:node_restarted|tab_url_not_ready|command_timed_out)$/);
    expect(await read()).toBe('ok');
  }, 60_000);

  it('the offscreen document is closed under a command', async () => {
    const { ended } = await underWay(3_000);
    await eye.inWorker('chrome.offscreen.closeDocument()');
    expect(await ended).toMatch(/^(?:node_disconnected|node_restarted|tab_url_not_ready|command_timed_out)$/);
    await untilBack();
  }, 60_000);

  it('the offscreen document is closed while the worker is dead', async () => {
    await eye.shut(WORKER);
    await eye.shut(OFFSCREEN);
    await untilBack();
  }, 60_000);

  it('the network is cut for longer than it may be silent, and comes back', async () => {
    const { ended } = await underWay();
    const dead = await eye.find(OFFSCREEN);
    network.cut();
    expect(await ended).toMatch(/^(?:command_timed_out|node_disconnected|tab_url_not_ready)$/);
    expect(await controller.code('primitive.tab.query', {}, { timeoutMs: 1_000 })).not.toBe('ok');
    const hasNoticed = async (): Promise<boolean> =>
      (await eye.inWorker<string>('chrome.storage.session.get("status").then(({ status }) => status.state)')) ===
      'authenticated_connecting';
    await eventually(hasNoticed, Boolean, 20_000);
    network.mend();
    await untilBack();
    expect(await eye.find(OFFSCREEN)).toBe(dead);
  }, 90_000);

  it('the relay is restarted under a command', async () => {
    const { ended } = await underWay(4_000);
    const { pid, port } = await machine.json<{ pid: number; port: number }>(['status']);
    process.kill(pid, 'SIGKILL');
    // Its connection is gone, and nobody could end it any more.
    await Promise.race([ended, controller.closed]);
    await machine.json(['start', '--port', String(port)], { env: { OTTO_NODE_HEARTBEAT_INTERVAL_MS: '1000' } });
    controller = await Witness.connect(machine, nodeId);
    await untilBack();
  }, 90_000);

  it('the browser is restarted: its tabs are gone, its identity is not', async () => {
    const tab = await controller.open(`${site.url}/`);
    const before = nodeId;
    eye.close();
    await machine.json(['node', 'stop']);
    expect(await read()).toBe('node_offline');
    await startNode();
    expect(nodeId).toBe(before);
    expect(await read()).toBe('ok');
    expect(await controller.code('primitive.dom.extract_text', {}, { tab })).toMatch(
      /^(?:unknown_tab_session|tab_session_closed)$/,
    );
  }, 90_000);
});
