import type { NetworkInterceptOptions } from '@otto/protocol';
import type { StreamAdapter } from '../../commands/stream-adapter';
import type { ListenerEvent } from '../listener-event';
import { AdaptedEvents } from './adapted-events';
import { withDefaults } from './capture-rules';
import { NetworkCapture, type NetworkEvent } from './network-capture';
import type { NetworkTraffic, TappedTab } from './network-traffic';

export interface NetworkListenerOptions {
  readonly traffic: NetworkTraffic;
  readonly tab: TappedTab;
  /** Checked. */
  readonly options: NetworkInterceptOptions;
  readonly adapter?: StreamAdapter | undefined;
  readonly emit: (event: ListenerEvent) => void;
  /** Told once, when the tab or its debugger is lost. */
  readonly onOver: (last: ListenerEvent) => void;
}

/** One network.http_intercept of a subscriber. */
export class NetworkListener {
  readonly #options: NetworkListenerOptions;
  readonly #capture: NetworkCapture;
  readonly #adapted: AdaptedEvents | undefined;
  #untap: (() => Promise<void>) | undefined;

  constructor(options: NetworkListenerOptions) {
    const { tab, adapter, options: wanted } = options;
    this.#options = options;
    this.#capture = new NetworkCapture({
      tab,
      options: withDefaults(wanted),
      emit: (event) => this.#tell(event),
      onLost: () => undefined,
    });
    this.#adapted = adapter && new AdaptedEvents(adapter, { selfUserId: wanted.selfUserId });
  }

  /** Resolves when nothing is missed any more. Errors: those of NetworkTraffic.tap. */
  async start(signal: AbortSignal): Promise<void> {
    const { traffic, tab } = this.#options;
    this.#untap = await traffic.tap(tab, this.#capture, signal);
    if (signal.aborted) await this.#untap();
    signal.throwIfAborted();
  }

  async stop(): Promise<void> {
    await this.#untap?.();
  }

  /** Tells that it is over, and why. */
  lose(reason: string): void {
    this.#capture.lost(reason);
  }

  /** See NetworkCapture. */
  gap(count: number): ListenerEvent {
    return this.#capture.gap(count);
  }

  /** See NetworkCapture. */
  resumed(): ListenerEvent {
    return this.#capture.resumed();
  }

  #tell(event: NetworkEvent): void {
    const { emit, onOver } = this.#options;
    if (event.updateType === 'network.detached') return onOver(event);
    for (const told of this.#adapted?.of(event) ?? [event]) emit(told);
  }
}
