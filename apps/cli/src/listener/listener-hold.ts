import { Injectable } from '@nestjs/common';
import type { Subscription } from '@otto/sdk';
import { processMark } from '@otto/store';
import { Invocation } from '../invocation';
import { Output } from '../output/output';
import { RelayLocation } from '../relay/relay-location';
import type { CaptureOptions } from './capture-options';
import { LiveListeners, type LiveListener } from './live-listeners';

/** Lets `otto listener list` and `unsubscribe` know of a subscription for as long as this run holds it. */
@Injectable()
export class ListenerHold {
  constructor(
    private readonly live: LiveListeners,
    private readonly location: RelayLocation,
    private readonly invocation: Invocation,
    private readonly output: Output,
  ) {}

  /** Aborts at Ctrl+C, and when another run unsubscribes. */
  get signal(): AbortSignal {
    return this.invocation.signal;
  }

  async during<T>(
    subscription: Pick<Subscription<never>, 'requestId' | 'nodeId' | 'listener' | 'on'>,
    { site, tabSession }: Pick<CaptureOptions, 'site' | 'tabSession'>,
    work: () => Promise<T>,
  ): Promise<T> {
    const { pid } = process;
    const { webSocketUrl: relayUrl } = await this.location.address();
    const record: Omit<LiveListener, 'requestId'> = {
      nodeId: subscription.nodeId,
      listener: subscription.listener,
      site,
      tabSessionId: tabSession,
      relayUrl,
      pid,
      mark: (await processMark(pid)) ?? '',
      startedAt: Date.now(),
    };
    await this.live.keep({ ...record, requestId: subscription.requestId });
    this.output.note(`Subscribed as ${subscription.requestId}`);
    let renewed = Promise.resolve();
    const stop = subscription.on('restored', ({ requestId }) => {
      renewed = renewed
        .then(() => this.live.keep({ ...record, requestId }))
        // Should it not be kept, the listener goes on all the same; only others cannot find it.
        .catch((error: unknown) => this.output.warn(String(error)));
    });
    try {
      return await work();
    } finally {
      stop();
      // What is written after the removal would stay.
      await renewed;
      await this.live.remove(pid);
    }
  }
}
