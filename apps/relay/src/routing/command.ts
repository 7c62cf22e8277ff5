import type { Deadline, LaneMember, Timer } from '@otto/locks';
import type { WaitPolicy } from '@otto/protocol';
import { isOwed, nextCommandState, type CommandState, type CommandStep } from './command-state';
import type { Controller } from './controller';
import { renameFrame } from './frame-splice';

/** What is known of a command when it has passed the checks. */
export interface CommandFacts {
  readonly requestId: string;
  readonly traceId: string | undefined;
  readonly nodeId: string;
  readonly action: string;
  /** What the action takes. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Set where the command runs in the lane of a tab. */
  readonly tabSessionId: string | undefined;
  readonly waitPolicy: WaitPolicy;
  readonly timeoutMs: number;
  /** The frame as the node gets it. */
  readonly bytes: Buffer;
}

/** A command of a controller, from its acceptance until nobody works on it any more. */
export class Command implements LaneMember {
  readonly kind = 'command';
  readonly requestId: string;
  readonly traceId: string | undefined;
  readonly nodeId: string;
  readonly action: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly tabSessionId: string | undefined;
  readonly waitPolicy: WaitPolicy;
  readonly timeoutMs: number;
  readonly heldBytes: number;
  /** The requestId under which the node knows it. Another one only where its own was taken there. */
  nodeRequestId: string;
  /** ms since 1970; 0 before. */
  acceptedAt = 0;
  startedAt = 0;
  deadline: Deadline | undefined;
  /** Runs while the node has been told to stop. */
  grace: Timer | undefined;
  #state: CommandState = 'waiting';
  #bytes: Buffer | undefined;

  constructor(
    readonly owner: Controller,
    facts: CommandFacts,
  ) {
    this.requestId = facts.requestId;
    this.traceId = facts.traceId;
    this.nodeId = facts.nodeId;
    this.action = facts.action;
    this.payload = facts.payload;
    this.tabSessionId = facts.tabSessionId;
    this.waitPolicy = facts.waitPolicy;
    this.timeoutMs = facts.timeoutMs;
    this.heldBytes = facts.bytes.length;
    this.nodeRequestId = facts.requestId;
    this.#bytes = facts.bytes;
  }

  get state(): CommandState {
    return this.#state;
  }

  /** Whether the owner still waits for its terminal frame. */
  get isOwed(): boolean {
    return isOwed(this.#state);
  }

  step(step: CommandStep): void {
    this.#state = nextCommandState(this.#state, step);
  }

  /** Hands over the frame under the node's requestId, once: a command that runs holds no memory for it. */
  takeBytes(): Buffer {
    const bytes = this.#bytes;
    if (bytes === undefined) throw new Error('The frame was sent already.');
    this.#bytes = undefined;
    return this.nodeRequestId === this.requestId ? bytes : renameFrame(bytes, this.nodeRequestId);
  }
}
