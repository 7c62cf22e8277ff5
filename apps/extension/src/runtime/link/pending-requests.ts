import { OttoError, fromWireError, isRecord, type Envelope } from '@otto/protocol';

const ANSWER_WITHIN_MS = 10_000;

interface Pending {
  readonly resolve: (payload: unknown) => void;
  readonly reject: (error: OttoError) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Requests of a session that wait for their answer: each is answered, refused, times out, or ends with the session. */
export class PendingRequests {
  readonly #pending = new Map<string, Pending>();

  /** Resolves with the payload of the frame that answers `requestId`. Errors: what the relay answered; `connection_lost`. */
  wait(requestId: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#settle(requestId)?.reject(new OttoError('connection_lost')),
        ANSWER_WITHIN_MS,
      );
      this.#pending.set(requestId, { resolve, reject, timer });
    });
  }

  /** Whether the frame was the answer to a request. */
  answer({ requestId, messageType, payload }: Envelope): boolean {
    const request = this.#settle(requestId);
    if (messageType === 'error') request?.reject(fromWireError(isRecord(payload) ? payload : {}));
    else request?.resolve(payload);
    return request !== undefined;
  }

  endAll(error: OttoError): void {
    for (const requestId of [...this.#pending.keys()]) this.#settle(requestId)?.reject(error);
  }

  #settle(requestId: string): Pending | undefined {
    const request = this.#pending.get(requestId);
    clearTimeout(request?.timer);
    this.#pending.delete(requestId);
    return request;
  }
}
