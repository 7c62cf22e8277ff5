import type { CaptureMode } from '@otto/protocol';
import { validateListenerOptions } from '../../generated/payload-validators';
import { withDefaults } from './capture-rules';
import { EventBuffer } from './event-buffer';
import { NetworkCapture, type NetworkEvent } from './network-capture';
import type { NetworkTraffic, TappedTab } from './network-traffic';

/** What a site command may ask for; see NetworkInterceptOptions for each. The tab and the site are those of the command. */
export interface InterceptionOptions {
  readonly urlPatterns?: string[];
  readonly requestHostAllowlist?: string[];
  readonly mode?: CaptureMode;
  readonly includeBody?: boolean;
  readonly includeHeaders?: boolean;
  readonly maxBodyBytes?: number;
  readonly mimeTypes?: string[];
}

/** The traffic of a command's tab, for as long as the command wants it. */
export interface NetworkInterception {
  /** What has come since the last call. */
  takeUpdates(): NetworkEvent[];
  /**
   * The next update; undefined when none comes any more, because the interception was stopped or has told that it was
   * detached. Rejects with the signal's reason.
   */
  next(signal: AbortSignal): Promise<NetworkEvent | undefined>;
  stop(): Promise<void>;
}

export interface InterceptedTab extends TappedTab {
  readonly site: string;
}

/**
 * Starts to intercept what a tab receives. It has to be stopped.
 *
 * @throws OttoError `invalid_listener_*`, `listener_debugger_*`, `tab_session_closed`, or the signal's reason
 */
export async function interceptNetwork(
  traffic: NetworkTraffic,
  { site, ...tab }: InterceptedTab,
  wanted: InterceptionOptions,
  signal: AbortSignal,
): Promise<NetworkInterception> {
  const options = { ...wanted, site, tabSessionId: tab.tabSessionId };
  validateListenerOptions('network.http_intercept', options);
  const buffer = new EventBuffer((count) => capture.gap(count));
  const capture = new NetworkCapture({
    tab,
    options: withDefaults(options),
    emit: (event) => buffer.add(event),
    onLost: () => buffer.close(),
  });
  const untap = await traffic.tap(tab, capture, signal);
  return {
    takeUpdates: () => buffer.takeAll(),
    next: (waiting) => buffer.next(waiting),
    async stop() {
      buffer.close();
      await untap();
    },
  };
}
