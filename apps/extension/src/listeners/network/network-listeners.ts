import { OttoError, type NetworkInterceptOptions } from '@otto/protocol';
import { isOnHost } from '../../runtime/is-on-host';
import { findStreamAdapter, type SiteBundle } from '../../commands/site-bundle';
import type { ManagedTabs } from '../../runtime/managed-tabs';
import type { TabRequest } from '../../runtime/tabs/tab-request';
import { NetworkListener, type NetworkListenerOptions } from './network-listener';
import type { NetworkTraffic, TappedTab } from './network-traffic';

export interface NetworkListenersOptions {
  readonly tabs: Pick<ManagedTabs, 'resolve' | 'resolveOwn' | 'arrived'>;
  readonly traffic: NetworkTraffic;
  /** For their stream adapters. */
  readonly bundles: readonly SiteBundle[];
}

/** Makes listeners of what subscribers ask for. */
export class NetworkListeners {
  readonly #options: NetworkListenersOptions;

  constructor(options: NetworkListenersOptions) {
    this.#options = options;
  }

  /**
   * The tab that a subscriber may listen to: its own, and on the site.
   *
   * @throws OttoError `unknown_tab_session`, `tab_session_closed`, `tab_session_not_owned`, what keeps the page from being
   * there, `grant_site_mismatch`, `site_mismatch`
   */
  async tabFor(
    { clientId, grant, signal }: Omit<TabRequest, 'tabSessionId'>,
    { tabSessionId, site }: NetworkInterceptOptions,
  ): Promise<TappedTab> {
    const { tabs } = this.#options;
    const tab = await tabs.resolveOwn({ clientId, tabSessionId, grant });
    const { url } = await tabs.arrived(tab, signal);
    grant?.requireUrl(url);
    if (!isOnHost(url, site.toLowerCase())) throw new OttoError('site_mismatch', { site });
    return tab;
  }

  /** Whether a tab is still there. Errors: those of `ManagedTabs.resolve`. */
  async look({ tabSessionId }: TappedTab): Promise<void> {
    await this.#options.tabs.resolve({ tabSessionId });
  }

  /** Throws `invalid_listener_stream_adapter` for an adapter that the site does not have. */
  make(request: Pick<NetworkListenerOptions, 'tab' | 'options' | 'emit' | 'onOver'>): NetworkListener {
    const { traffic, bundles } = this.#options;
    const { site, streamAdapter } = request.options;
    const adapter = streamAdapter === undefined ? undefined : findStreamAdapter(bundles, site, streamAdapter);
    return new NetworkListener({ ...request, traffic, adapter });
  }
}
