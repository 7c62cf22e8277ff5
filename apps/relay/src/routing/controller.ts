import { WaitBudget, type TabUser } from '@otto/locks';
import { LIMITS, OttoError, type CommandStage, type MessageType, type RelayEvent } from '@otto/protocol';
import { relayFrame } from '../ws/relay-frame';
import type { Command } from './command';
import { outcomeOfError, type Ending } from './ending';
import type { Listener } from './listener';
import type { LockRequest } from './lock-request';
import type { Peer } from './peer';
import type { Stream } from './stream';

/** Something of a controller that goes on under one of its requestIds. */
export type OpenRequest = Command | LockRequest | Listener | Stream;

/** What a frame to a controller belongs to. */
export interface Correlation {
  readonly requestId: string;
  readonly traceId?: string | undefined;
}

/** More than any client needs, and a bound for everything that is kept for one. */
const MAX_OPEN_REQUESTS = 4096;

/** One session of a controller: all that it has going on, and how to reach it. */
export class Controller implements TabUser {
  readonly id: string;
  readonly waiting: WaitBudget;
  /** How many leases it holds, over all nodes. */
  heldLeases = 0;
  readonly #open = new Map<string, OpenRequest>();

  constructor(
    readonly peer: Peer,
    readonly clientId: string,
    readonly controllerId: string,
    private readonly maxWaiting: number,
  ) {
    this.id = peer.id;
    this.waiting = new WaitBudget(maxWaiting, LIMITS.backlogBytes);
  }

  /** A copy, so that entries may end while it is walked over. */
  get openRequests(): OpenRequest[] {
    return [...this.#open.values()];
  }

  find(requestId: string): OpenRequest | undefined {
    return this.#open.get(requestId);
  }

  /** Throws `duplicate_request_id`, or `controller_queue_overflow` when too much is open. */
  requireUnused(requestId: string): void {
    if (this.#open.has(requestId)) throw new OttoError('duplicate_request_id', { requestId });
    if (this.#open.size >= MAX_OPEN_REQUESTS) throw new OttoError('controller_queue_overflow');
  }

  /** Throws `controller_queue_overflow` when it holds as many leases as it may have commands waiting. */
  requireRoomForLease(): void {
    if (this.heldLeases >= this.maxWaiting) throw new OttoError('controller_queue_overflow');
  }

  open(request: OpenRequest): void {
    this.#open.set(request.requestId, request);
  }

  /** Ends what goes on under a requestId; harmless when something else does by now. */
  close(request: OpenRequest): void {
    if (this.#open.get(request.requestId) === request) this.#open.delete(request.requestId);
  }

  reply(messageType: MessageType, { requestId, traceId }: Correlation, payload: object): void {
    this.peer.send(relayFrame(messageType, requestId, payload, traceId));
  }

  event(to: Correlation, event: RelayEvent): void {
    this.reply('event', to, event);
  }

  /** The same for an event that nobody acts on, so that it can go together with what comes next. */
  notify({ requestId, traceId }: Correlation, event: RelayEvent): void {
    this.peer.sendLater(relayFrame('event', requestId, event, traceId));
  }

  /** Sends the terminal error of a command that the relay ends, and says how it thereby ended. */
  fail(command: Command, error: OttoError, stage: CommandStage): Ending {
    const { action, nodeId, tabSessionId } = command;
    const payload = error.toPayload({ action, stage, nodeId, clientId: this.clientId, tabSessionId });
    const outcome = outcomeOfError(payload);
    this.reply('error', command, { ...payload, commandOutcome: outcome });
    return { outcome, code: error.code };
  }
}
