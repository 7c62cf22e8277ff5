/**
 * Where a command is. `stopping`: the node was told to stop, and the owner still waits for the terminal frame. `draining`:
 * the owner has had it (or is gone), and the lane is kept closed until the node has stopped.
 */
export type CommandState = 'waiting' | 'running' | 'stopping' | 'draining' | 'ended';

export type CommandStep =
  /** Its turn has come: it is sent to the node. */
  | 'start'
  /** Its owner cancels it while it runs. */
  | 'stop'
  /** The relay ends it for its owner while the node still works on it. */
  | 'give_up'
  /** Nobody works on it any more. */
  | 'finish';

const NEXT: Readonly<Record<CommandState, Partial<Record<CommandStep, CommandState>>>> = {
  waiting: { start: 'running', finish: 'ended' },
  running: { stop: 'stopping', give_up: 'draining', finish: 'ended' },
  stopping: { give_up: 'draining', finish: 'ended' },
  draining: { finish: 'ended' },
  ended: {},
};

/** The one place where a command's state changes. Throws for a step that makes no sense, which is a fault of the relay. */
export function nextCommandState(state: CommandState, step: CommandStep): CommandState {
  const next = NEXT[state][step];
  if (next === undefined) throw new Error(`A command that is ${state} cannot ${step}.`);
  return next;
}

/** Whether the owner still waits for its terminal frame. */
export function isOwed(state: CommandState): boolean {
  return state === 'waiting' || state === 'running' || state === 'stopping';
}
