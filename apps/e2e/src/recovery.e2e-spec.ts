import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { eventually } from '../support/eventually';
import { Machine } from '../support/machine';
import { ARTICLE, Site } from '../support/site';

describe('a node that loses its relay or its worker', () => {
  let machine: Machine;
  let site: Site;
  let profile: string;

  beforeAll(async () => {
    site = await Site.serve({ '/': ARTICLE });
    machine = await Machine.create();
    await machine.startRelay();
    // A port beside the pipe, for this spec alone: it is how the worker is killed from outside.
    ({ profile } = await machine.startNode(['--remote-debugging-port=0']));
  }, 60_000);

  afterAll(async () => {
    await machine.remove();
    await site.close();
  }, 60_000);

  const connectedNodes = async (): Promise<unknown[]> =>
    (await machine.json<{ nodes: unknown[] }>(['status', '--nodes'])).nodes;
  const extract = () => machine.otto(['extract-content', `${site.url}/`]);

  it('is back by itself within 5 s of a relay that was killed and started again', async () => {
    const { pid, port } = await machine.json<{ pid: number; port: number }>(['status']);
    process.kill(pid, 'SIGKILL');
    await machine.json(['start', '--port', String(port)]);
    // The product's promise: 5 s from the moment that the relay is ready again.
    await eventually(connectedNodes, (nodes) => nodes.length === 1, 5000);
    const { code, stdout } = await extract();
    expect(code).toBe(0);
    expect(stdout).toContain('# Tides of the estuary');
  }, 60_000);

  it('runs the next command after its service worker was killed', async () => {
    const [port] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
    const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}` });
    const worker = await browser.waitForTarget((target) => target.type() === 'service_worker');
    await (await worker.worker())?.close();
    await browser.disconnect();

    const { code, stdout } = await extract();
    expect(code).toBe(0);
    expect(stdout).toContain('# Tides of the estuary');
  }, 60_000);
});
