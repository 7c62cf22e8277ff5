import { Machine, type Run } from './machine';
import { OwnBrowser } from './own-browser';
import type { OwnPage } from './own-page';
import { RelayProxy } from './relay-proxy';
import { ARTICLE, NEVER_LOADS, Site } from './site';

/** A relay with programs that use it, a person's browser as it is after the installation, and its popup. */
export class PopupWorld {
  readonly #others: Machine[] = [];

  private constructor(
    /** Of whoever runs the relay, and of the program that comes to have the browser by its pairing. */
    readonly machine: Machine,
    readonly relayUrl: string,
    readonly proxy: RelayProxy,
    readonly site: Site,
    readonly browser: OwnBrowser,
    readonly popup: OwnPage,
  ) {}

  static async create(): Promise<PopupWorld> {
    const site = await Site.serve({ '/': ARTICLE, '/never': NEVER_LOADS });
    const machine = await Machine.create();
    await machine.json(['start', '--port', '0']);
    await register(machine, 'Research notes', 'Collects what I read, with its sources');
    const { relayUrl } = JSON.parse(await machine.file('config.json')) as { relayUrl: string };
    const proxy = await RelayProxy.before(relayUrl);
    const browser = await OwnBrowser.open();
    return new PopupWorld(machine, relayUrl, proxy, site, browser, await browser.show('popup'));
  }

  /** Another program on a machine of its own, which nobody has let in. */
  async program(name: string, description: string): Promise<Machine> {
    const machine = await Machine.create();
    this.#others.push(machine);
    await register(machine, name, description, this.relayUrl);
    return machine;
  }

  /** Gives the browser its relay and lets it in there. */
  async pair(): Promise<void> {
    await this.popup.fill('Relay address', `ws://${this.proxy.address}`);
    await this.popup.page.keyboard.press('Enter');
    await this.popup.shows('Approve this browser');
    await this.approve();
  }

  /** Approves the code that the popup shows. */
  async approve(): Promise<void> {
    const code = await this.popup.page.$eval('.code', ({ textContent }) => textContent ?? '');
    await this.machine.json(['pair', code]);
    await this.popup.shows('Ready');
  }

  async nodeId(): Promise<string> {
    return (await this.browser.stored()).nodeId as string;
  }

  /** What follows `otto`, for a command to this browser. */
  async command(action: string, payload: object, tab?: string): Promise<string[]> {
    const target = ['--node-id', await this.nodeId(), '--relay-url', this.relayUrl];
    const inTab = tab === undefined ? [] : ['--tab-session', tab];
    return ['cmd', '--action', action, '--payload', JSON.stringify(payload), ...target, ...inTab];
  }

  async send(from: Machine, ...what: Parameters<PopupWorld['command']>): Promise<Run> {
    return from.otto(await this.command(...what));
  }

  read(from: Machine, url: string): Promise<Run> {
    return this.send(from, 'primitive.dom.extract_markdown', { url });
  }

  /** Opens a page of the site for the program that has the browser, and gives its session. */
  async open(path: string): Promise<string> {
    const opening = await this.command('primitive.tab.open', { url: `${this.site.url}${path}`, waitUntil: 'load' });
    return (await this.machine.json<{ data: { tabSessionId: string } }>(opening)).data.tabSessionId;
  }

  async remove(): Promise<void> {
    await this.browser.close();
    await this.proxy.close();
    await this.site.close();
    for (const machine of [...this.#others, this.machine]) await machine.remove();
  }
}

/** The code of the error with which a run has ended. */
export function codeOf({ stderr }: Run): string {
  return stderr.split(':', 1)[0] ?? '';
}

async function register(on: Machine, name: string, description: string, at?: string): Promise<void> {
  const relay = at === undefined ? [] : ['--relay-url', at];
  await on.json(['client', 'register', '--name', name, '--description', description, ...relay]);
  await on.json(['client', 'login', ...relay]);
}
