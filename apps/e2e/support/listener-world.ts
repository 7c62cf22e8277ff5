import type { NetworkInterceptOptions } from '@otto/protocol';
import { BrowserEye } from './browser-eye';
import { Controller, type Update } from './controller';
import { eventually } from './eventually';
import { LISTENED_PAGES } from './listened-pages';
import { Machine } from './machine';
import { Site } from './site';

const ATTACHED =
  'chrome.debugger.getTargets().then((all) => all.filter(({ attached, tabId }) => attached && tabId).length)';

/** A relay, a headless browser as its node with a page open that loads things when it is told to, and a program that listens. */
export class ListenerWorld {
  private constructor(
    readonly machine: Machine,
    readonly site: Site,
    readonly eye: BrowserEye,
    readonly controller: Controller,
    readonly tabSessionId: string,
  ) {}

  static async create(): Promise<ListenerWorld> {
    const site = await Site.serve(LISTENED_PAGES);
    const machine = await Machine.create();
    await machine.startRelay();
    const { profile, nodeId } = await machine.startNode(['--remote-debugging-port=0']);
    const eye = await BrowserEye.open(profile);
    const controller = await Controller.connect(machine, nodeId);
    return new ListenerWorld(machine, site, eye, controller, await controller.open(`${site.url}/`));
  }

  options(changes: Partial<NetworkInterceptOptions> = {}): NetworkInterceptOptions {
    return { tabSessionId: this.tabSessionId, site: '127.0.0.1', ...changes };
  }

  inPage<T>(expression: string): Promise<T> {
    return this.eye.evaluate<T>(new RegExp(`^${this.site.url}/$`), expression);
  }

  /** Has the page load something, and gives what it got. */
  load(path: string, init: object = {}): Promise<string> {
    return this.inPage(`fetch(${JSON.stringify(path)}, ${JSON.stringify(init)}).then((answer) => answer.text())`);
  }

  /** Fits the response for a path of the site. */
  of(path: string): (update: Update) => boolean {
    return ({ updateType, data }) => updateType === 'network.response' && data.url === `${this.site.url}${path}`;
  }

  /** Resolves when no tab is debugged any more, with 0. */
  untilReleased(): Promise<number> {
    return eventually(
      () => this.eye.inWorker<number>(ATTACHED),
      (count) => count === 0,
      10_000,
    );
  }

  async remove(): Promise<void> {
    await this.controller.close();
    this.eye.close();
    await this.machine.remove();
    await this.site.close();
  }
}
