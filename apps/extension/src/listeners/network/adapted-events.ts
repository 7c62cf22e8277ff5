import { AdaptedStream } from '../../commands/adapted-stream';
import type { AdapterOptions, StreamAdapter } from '../../commands/stream-adapter';
import type { ListenerEvent } from '../listener-event';
import type { NetworkEvent } from './network-capture';

/** What a subscriber is told of a capture through a stream adapter: domain objects in place of responses. */
export class AdaptedEvents {
  readonly #stream: AdaptedStream;

  constructor(adapter: StreamAdapter, options: AdapterOptions) {
    this.#stream = new AdaptedStream(adapter, options);
  }

  /** Requests that failed say nothing in a stream; what the capture tells of itself is told as it is. */
  of(event: NetworkEvent): ListenerEvent[] {
    const { updateType, emittedAt, data } = event;
    if (data.requestId === '') return [event];
    if (updateType !== 'network.response') return [];
    try {
      return this.#stream.take(data).map((object) => ({ updateType: object.kind, emittedAt, data: object }));
    } catch (thrown) {
      return [withoutBody(event, `stream_adapter_failed: ${(thrown as Error).message}`)];
    }
  }
}

function withoutBody({ emittedAt, data: { body: _body, ...data } }: NetworkEvent, error: string): NetworkEvent {
  return { updateType: 'network.error', emittedAt, data: { ...data, error } };
}
