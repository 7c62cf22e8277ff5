import { OttoError, isRecord, makeFrame, type Envelope } from '@otto/protocol';
import type { FromLink, ToLink } from './link-messages';
import type { Port } from './port';

export type WorkerPort = Port<FromLink, ToLink>;

export interface WorkerChannelOptions {
  /** Opens a port to the worker, which starts the worker where it is not running. */
  readonly open: () => WorkerPort;
  readonly onMessage: (message: ToLink) => void;
  /** Ends a command that the worker could not: the text of a terminal frame. */
  readonly onAnswer: (requestId: string, text: string) => void;
}

interface InFlight {
  readonly frame: Envelope;
  readonly receivedAt: number;
  /** How often a worker has died while the command ran. */
  deaths: number;
}

/** Below the 30 s after which the browser ends an idle worker. */
const KEEPALIVE_MS = 20_000;
const MAX_IN_FLIGHT = 1000;
/** A command that ends the worker again and again must not keep doing so. */
const MAX_DEATHS = 2;

/**
 * The offscreen document's end of the line to the worker. The browser may end the worker at any moment, so this end opens
 * the line again when it has something to say, keeps the worker alive while commands run, and hands commands that a
 * worker took to its grave to the next one, whose replay ledger knows what may run again.
 */
export class WorkerChannel {
  readonly #options: WorkerChannelOptions;
  readonly #inFlight = new Map<string, InFlight>();
  #port: WorkerPort | undefined;
  #isWanted = false;
  #keepalive: ReturnType<typeof setInterval> | undefined;

  constructor(options: WorkerChannelOptions) {
    this.#options = options;
  }

  /** The commands that no worker has answered, by requestId. */
  get unanswered(): string[] {
    return [...this.#inFlight.keys()];
  }

  tell(message: FromLink): void {
    try {
      this.#open().post(message);
    } catch {
      // The line broke in this very moment; a new one reaches the next worker.
      this.#port = undefined;
      this.#open().post(message);
    }
  }

  /** Hands a frame from the relay to the worker. */
  deliver(frame: Envelope): void {
    const receivedAt = Date.now();
    if (frame.messageType === 'command') this.#track(frame, receivedAt);
    this.tell({ type: 'frame', frame, receivedAt });
  }

  /** Whether the worker is to be kept alive without commands too. Counts for this life of it: the next one says for itself. */
  stay(wanted: boolean): void {
    this.#isWanted = wanted;
    this.#keepAlive();
  }

  #open(): WorkerPort {
    if (this.#port !== undefined) return this.#port;
    const port = (this.#port = this.#options.open());
    port.onMessage((message) => this.#receive(message));
    port.onGone(() => this.#lost(port));
    return port;
  }

  #receive(message: ToLink): void {
    if (message.type === 'answer') this.#settle(message.requestId);
    this.#options.onMessage(message);
  }

  #lost(port: WorkerPort): void {
    if (this.#port === port) {
      this.#port = undefined;
      const wasWanted = this.#isWanted;
      this.stay(false);
      if (wasWanted) this.tell({ type: 'keepalive' });
    }
    for (const [requestId, command] of [...this.#inFlight]) {
      const { frame, receivedAt } = command;
      if (++command.deaths > MAX_DEATHS) this.#giveUp(requestId, frame);
      else this.tell({ type: 'frame', frame, receivedAt });
    }
  }

  #track(frame: Envelope, receivedAt: number): void {
    if (this.#inFlight.size >= MAX_IN_FLIGHT) return;
    this.#inFlight.set(frame.requestId, { frame, receivedAt, deaths: 0 });
    this.#keepAlive();
  }

  #settle(requestId: string): void {
    this.#inFlight.delete(requestId);
    this.#keepAlive();
  }

  #keepAlive(): void {
    if (this.#isWanted || this.#inFlight.size > 0) {
      this.#keepalive ??= setInterval(() => this.tell({ type: 'keepalive' }), KEEPALIVE_MS);
      return;
    }
    clearInterval(this.#keepalive);
    this.#keepalive = undefined;
  }

  #giveUp(requestId: string, { payload, traceId }: Envelope): void {
    this.#settle(requestId);
    const action = isRecord(payload) ? String(payload.action) : '';
    const error = new OttoError('node_restarted', { action });
    const answer = error.toPayload({ action, stage: 'run', commandOutcome: 'failed' });
    this.#options.onAnswer(requestId, JSON.stringify(makeFrame('node', 'error', requestId, answer, { traceId })));
  }
}
