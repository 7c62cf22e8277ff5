import { BrowserEye } from './browser-eye';
import { Witness } from './witness';
import { Machine } from './machine';
import { Site, type Page } from './site';

const WATCH_FRONT = `{
  globalThis.ottoFrontChanges = [];
  chrome.tabs.onActivated.addListener((tab) => globalThis.ottoFrontChanges.push(tab));
  chrome.windows.onFocusChanged.addListener((window) => globalThis.ottoFrontChanges.push(window));
}`;

/** A relay, a headless browser as its node, a site with pages, a controller, and an eye on the browser. */
export class NodeWorld {
  private constructor(
    readonly machine: Machine,
    readonly site: Site,
    readonly controller: Witness,
    readonly eye: BrowserEye,
  ) {}

  static async create(pages: Readonly<Record<string, Page>>): Promise<NodeWorld> {
    const machine = await Machine.create();
    await machine.startRelay({ OTTO_RATE_LIMIT_PER_MIN: '100000' });
    const { nodeId, profile } = await machine.startNode(['--remote-debugging-port=0']);
    const [site, controller, eye] = await Promise.all([
      Site.serve(pages),
      Witness.connect(machine, nodeId),
      BrowserEye.open(profile),
    ]);
    await eye.inWorker(WATCH_FRONT);
    return new NodeWorld(machine, site, controller, eye);
  }

  url(path: string): string {
    return `${this.site.url}${path}`;
  }

  open(path: string): Promise<string> {
    return this.controller.open(this.url(path));
  }

  /** Each tab and window that came to the front since this was asked before. Knows nothing of a later life of the worker. */
  frontChanges(): Promise<unknown[]> {
    return this.eye.inWorker<unknown[]>('globalThis.ottoFrontChanges.splice(0)');
  }

  async remove(): Promise<void> {
    this.controller.close();
    this.eye.close();
    await this.machine.remove();
    await this.site.close();
  }
}
