import {
  fromWireError,
  isRecord,
  OttoError,
  type Envelope,
  type ErrorDetails,
  type MessageType,
  type RelayEvent,
} from '@otto/protocol';
import { callSafely } from '../emitter';

export interface RequestOptions {
  readonly requestId: string;
  /** The message that answers it; of events the types. An `error` with its requestId always does. */
  readonly answer: Exclude<MessageType, 'event'> | readonly RelayEvent['type'][];
  /** ms until the request is given up with `timeout`. */
  readonly timeoutMs: number;
  readonly timeout: () => OttoError;
  /** Told of the events that carry its requestId. */
  readonly onEvent?: ((event: Record<string, unknown>) => void) | undefined;
}

interface Pending extends RequestOptions {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly resolve: (payload: unknown) => void;
  readonly reject: (error: Error) => void;
}

const MAX_PENDING = 10_000;

/** The requests of one session that wait for their answer. Each ends: with its answer, at its deadline, or with the session. */
export class PendingRequests {
  readonly #pending = new Map<string, Pending>();
  /** Why no request is answered any more. */
  #end: Error | undefined;

  /**
   * The payload that answers.
   *
   * @throws OttoError what the relay answered, `timeout()`, `duplicate_request_id` or `controller_queue_overflow`; why
   *   they have ended.
   */
  expect(options: RequestOptions): Promise<unknown> {
    const { requestId, timeoutMs, timeout } = options;
    if (this.#end !== undefined) throw this.#end;
    if (this.#pending.has(requestId)) throw new OttoError('duplicate_request_id', { requestId });
    if (this.#pending.size >= MAX_PENDING) throw new OttoError('controller_queue_overflow', { requestId });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#take(requestId)?.reject(timeout()), timeoutMs);
      this.#pending.set(requestId, { ...options, timer, resolve, reject });
    });
  }

  /** Hands a frame to the request that it belongs to, if there is one. */
  deliver(frame: Envelope): void {
    const { requestId, messageType, payload } = frame;
    const pending = this.#pending.get(requestId);
    if (pending === undefined || !isRecord(payload)) return;
    if (messageType === 'error') this.#take(requestId)?.reject(fromWireError(payload, detailsOf(payload, requestId)));
    else if (answers(pending, frame)) this.#take(requestId)?.resolve(payload);
    else if (messageType === 'event' && pending.onEvent) callSafely(pending.onEvent, payload);
  }

  /** Those that wait are rejected, and so are those that come later. */
  end(error: Error): void {
    this.#end ??= error;
    for (const requestId of [...this.#pending.keys()]) this.#take(requestId)?.reject(error);
  }

  #take(requestId: string): Pending | undefined {
    const pending = this.#pending.get(requestId);
    this.#pending.delete(requestId);
    clearTimeout(pending?.timer);
    return pending;
  }
}

function answers({ answer }: Pending, { messageType, payload }: Envelope): boolean {
  if (typeof answer === 'string') return messageType === answer;
  return messageType === 'event' && isRecord(payload) && answer.some((type) => type === payload.type);
}

/** What the catalogue has no field for, and the caller or a retry can use. */
function detailsOf({ retryAfterMs, stage }: Record<string, unknown>, requestId: string): ErrorDetails {
  return {
    requestId,
    ...(typeof retryAfterMs === 'number' && { retryAfterMs }),
    ...(typeof stage === 'string' && { stage }),
  };
}
