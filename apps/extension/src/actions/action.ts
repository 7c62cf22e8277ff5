import type { ActionData, ActionName, ActionPayload } from '@otto/protocol';
import type { DebuggerSessions } from '../runtime/debugger/debugger-sessions';
import type { Subscriptions } from '../listeners/subscriptions';
import type { NetworkTraffic } from '../listeners/network/network-traffic';
import type { GrantLimits } from '../runtime/grant/grant-limits';
import type { ManagedTabs } from '../runtime/managed-tabs';

/** What actions work with; the same for every command. */
export interface ActionServices {
  readonly tabs: ManagedTabs;
  readonly debuggers: DebuggerSessions;
  readonly traffic: NetworkTraffic;
  readonly subscriptions: Subscriptions;
}

/** What an action knows of the command that it runs for. */
export interface ActionContext extends ActionServices {
  /** The client that sent the command; missing when the relay itself did. */
  readonly clientId?: string | undefined;
  readonly requestId: string;
  readonly traceId?: string | undefined;
  /** Aborts when the command is cancelled or its time is over; its reason is the OttoError to answer. */
  readonly signal: AbortSignal;
  /** ms since 1970. */
  readonly deadlineAt: number;
  readonly tabSessionId?: string | undefined;
  /** How far the client's grant goes, where it is narrowed. What works in tabs hands it on to ManagedTabs. */
  readonly grant?: GrantLimits | undefined;
}

/** One thing that the node can do; see registry.ts for all of them. */
export interface Action<A extends ActionName = ActionName> {
  readonly name: A;
  /** Refuses what a payload asks for, before a tab is looked for. */
  check?(payload: ActionPayload<A>): void;
  /** Runs with a payload that was checked against the action's DTO. Throws OttoErrors; anything else answers `internal_error`. */
  run(context: ActionContext, payload: ActionPayload<A>): Promise<ActionData<A>>;
}

/** Ties payload and result of an action to its name. */
export function defineAction<A extends ActionName>(action: Action<A>): Action<A> {
  return action;
}

/** An action whose payload type was forgotten, so that unlike ones fit into one list. The executor checks payloads first. */
export interface AnyAction {
  readonly name: ActionName;
  check?(payload: never): void;
  run(context: ActionContext, payload: never): Promise<unknown>;
}
