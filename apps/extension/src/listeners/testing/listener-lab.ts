import type { NetworkUpdate } from '@otto/protocol';
import { subscribe } from '../../actions/listener/subscribe';
import { unsubscribe } from '../../actions/listener/unsubscribe';
import { closeTab } from '../../actions/tab/close';
import { openTab } from '../../actions/tab/open';
import type { SiteBundle } from '../../commands/site-bundle';
import { ActionLab } from '../../runtime/testing/action-lab';

type Answer = Awaited<ReturnType<ActionLab['run']>>;

export interface ToldUpdate {
  readonly requestId: string;
  readonly traceId?: string;
  readonly payload: { readonly type: string; readonly updateType: string; readonly data: NetworkUpdate };
}

export const SITE = 'site.example';
const CONNECTION = 'connection-1';

/** A node with one tab on a site and subscriptions to what it receives. */
export class ListenerLab {
  private constructor(
    readonly node: ActionLab,
    readonly tabSessionId: string,
    readonly tabId: number,
  ) {}

  static async open(bundles: readonly SiteBundle[] = [], url = `https://www.${SITE}/`): Promise<ListenerLab> {
    const node = await ActionLab.open([openTab, closeTab, subscribe, unsubscribe], undefined, bundles);
    node.subscriptions.linked(CONNECTION);
    const { data } = (await node.run({ action: 'primitive.tab.open', payload: { url } })).payload;
    const { tabSessionId, tabId } = data as { tabSessionId: string; tabId: number };
    return new ListenerLab(node, tabSessionId, tabId).#respondReadily();
  }

  /** The next life of the worker; its connection is still the same unless it is said otherwise. */
  async restart(connectionId = CONNECTION): Promise<ListenerLab> {
    const node = await ActionLab.open([openTab, closeTab, subscribe, unsubscribe], this.node);
    const lab = new ListenerLab(node, this.tabSessionId, this.tabId).#respondReadily();
    node.subscriptions.linked(connectionId);
    return lab;
  }

  subscribe(options: object = {}, payload: object = {}): Promise<Answer> {
    const all = { tabSessionId: this.tabSessionId, site: SITE, ...options };
    const command = { listener: 'network.http_intercept', options: all, ...payload };
    return this.node.run({ action: 'listener.subscribe', payload: command });
  }

  /** The requestId of a subscription that has to succeed. */
  async subscribed(options: object = {}): Promise<string> {
    const { requestId, payload } = await this.subscribe(options);
    if (payload.ok !== true) throw new Error(JSON.stringify(payload));
    return requestId;
  }

  unsubscribe(targetRequestId: string, payload: object = {}): Promise<Answer> {
    return this.node.run({ action: 'listener.unsubscribe', payload: { targetRequestId, ...payload } });
  }

  /** The tab receives a response to its end. */
  async respond(requestId: string, url = `https://${SITE}/api`): Promise<void> {
    const emit = (method: string, params: object): void =>
      this.node.debugger.emit(this.tabId, method, { requestId, ...params });
    emit('Network.requestWillBeSent', { request: { url, method: 'GET', headers: {} } });
    emit('Network.responseReceived', { response: { url, status: 200, mimeType: 'application/json', headers: {} } });
    emit('Network.loadingFinished', {});
    await settle();
  }

  /** All updates that are to be sent. */
  taken(): ToldUpdate[] {
    const updates: ToldUpdate[] = [];
    for (let text = this.node.updates.take(); text !== undefined; text = this.node.updates.take()) {
      updates.push(JSON.parse(text) as ToldUpdate);
    }
    return updates;
  }

  #respondReadily(): this {
    this.node.debugger.answers('Network.getResponseBody', () => ({ body: '{"a":1}', base64Encoded: false }));
    return this;
  }
}

/** Lets everything happen that needs nothing from outside. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
