import {
  ACTIONS,
  LIMITS,
  OttoError,
  findAction,
  type ActionName,
  type CommandOutcome,
  type Envelope,
} from '@otto/protocol';
import type { ActionContext, ActionServices, AnyAction } from '../../actions/action';
import { requireListenerHosts } from '../grant/listener-hosts';
import type { RunningCommand } from '../node-status';
import { readCommand, type Command } from './command';
import type { CommandObserver } from './command-observer';
import { CommandRun, type Asker } from './command-run';
import { replayKey, type ReplayLedger } from './replay-ledger';
import { TabLanes } from './tab-lanes';
import { completed, failed, refused, terminalFrame, type Terminal } from './terminal';
import { withGrace } from './with-grace';

export interface ExecutorOptions {
  /** Asked each time: forgetting the node gives it another id. */
  readonly nodeId: () => string;
  readonly findAction: (name: string) => AnyAction | undefined;
  /** Throws the OttoError that the payload's DTO names. */
  readonly validate: (action: ActionName, payload: unknown) => void;
  readonly services: ActionServices;
  readonly ledger: ReplayLedger;
  /** Sends the terminal frame of a command. */
  readonly answer: (requestId: string, text: string, outcome: CommandOutcome) => void;
  /** Told when a command starts or ends. */
  readonly onRunning: () => void;
  readonly observer?: CommandObserver;
}

/** How long an aborted action may take to say how it ended. */
const LAST_WORDS_MS = 100;

/** Runs commands: each gets exactly one terminal frame, within its time, whatever its action does. */
export class CommandExecutor {
  readonly #options: ExecutorOptions;
  readonly #lanes = new TabLanes();
  readonly #runs = new Map<string, CommandRun>();

  constructor(options: ExecutorOptions) {
    this.#options = options;
  }

  get running(): RunningCommand[] {
    const { tabs } = this.#options.services;
    return [...this.#runs.values()].map(({ description }) => {
      const tabId = tabs.tabIdOf(description.tabSessionId);
      return tabId === undefined ? description : { ...description, tabId };
    });
  }

  /** Runs a command. A repeated one gets the answer that it had, or that of its run which is still going. */
  accept(frame: Envelope, receivedAt = Date.now()): void {
    let command: Command;
    try {
      command = readCommand(frame);
    } catch (error) {
      return this.#answer(refused(error), frame);
    }
    const key = replayKey(command);
    const run = this.#runs.get(key);
    if (run !== undefined) return run.join(command);
    const known = this.#knownEnd(key, command);
    if (known !== undefined) return this.#answer(known, command);
    void this.#run(key, new CommandRun(command, receivedAt));
  }

  /** Ends a command for one asker; the run goes on if somebody else waits for it too. */
  cancel(requestId: string): void {
    const run = [...this.#runs.values()].find((candidate) => candidate.isAskedBy(requestId));
    if (run === undefined) return;
    if (!run.leave(requestId)) return run.cancel();
    this.#answer(failed(run.command, this.#options.nodeId(), new OttoError('command_cancelled')), { requestId });
  }

  /** Ends a command for all who wait for it: the user of the browser wants it to stop. */
  stop(requestId: string): void {
    const run = [...this.#runs.values()].find((candidate) => candidate.isAskedBy(requestId));
    run?.cancel('by the user of the browser');
  }

  #knownEnd(key: string, command: Command): Terminal | undefined {
    const entry = this.#options.ledger.find(key);
    if (entry === undefined || entry.terminal !== undefined) return entry?.terminal;
    if (isSafeToRepeat(command)) return undefined;
    return failed(command, this.#options.nodeId(), new OttoError('node_restarted', { action: command.action }));
  }

  async #run(key: string, run: CommandRun): Promise<void> {
    this.#runs.set(key, run);
    this.#options.onRunning();
    this.#options.observer?.began(run.command);
    const terminal = await this.#terminal(key, run);
    run.end();
    this.#runs.delete(key);
    const isSafe = isSafeToRepeat(run.command);
    // What was cut short and may be repeated is repeated in earnest: its controller may have lost its connection, not its wish.
    const wasCutShort = terminal.outcome === 'cancelled' || terminal.outcome === 'timed_out';
    if (!(isSafe && wasCutShort)) this.#options.ledger.end(key, terminal, !isSafe);
    for (const asker of run.askers) this.#answer(terminal, asker);
    this.#options.observer?.ended(run.command, terminal.outcome, Date.now() - run.startedAt);
    this.#options.onRunning();
  }

  async #terminal(key: string, run: CommandRun): Promise<Terminal> {
    const { command, startedAt } = run;
    try {
      const data = await withGrace(this.#perform(key, run), run.signal, LAST_WORDS_MS);
      return completed(command.action, Date.now() - startedAt, data);
    } catch (error) {
      this.#options.observer?.failed(command, error);
      return failed(command, this.#options.nodeId(), error);
    }
  }

  async #perform(key: string, run: CommandRun): Promise<unknown> {
    const { validate, ledger } = this.#options;
    const { command, signal } = run;
    const action = this.#action(command);
    command.grant?.requireAction(action.name);
    validate(action.name, command.payload);
    if (command.grant !== undefined) requireListenerHosts(command.grant, action.name, command.payload);
    action.check?.(command.payload as never);
    if (ACTIONS[action.name].tab === 'required' && command.tabSessionId === undefined) {
      throw new OttoError('missing_tab_session', { action: action.name });
    }
    if (!isSafeToRepeat(command)) await ledger.begin(key);
    // The tab stays taken until the action has really ended, or ought to have.
    return this.#lanes.run(laneOf(action.name, command), signal, () =>
      withGrace(action.run(this.#context(run), command.payload as never), signal, LIMITS.cancelGraceMs),
    );
  }

  #action({ action: name, isErrand }: Command): AnyAction {
    const action = this.#options.findAction(name);
    if (action === undefined) throw new OttoError('unsupported_action', { action: name });
    if (ACTIONS[action.name].sender === 'relay' && !isErrand) throw new OttoError('forbidden_action', { action: name });
    return action;
  }

  #context({ command, signal, deadlineAt }: CommandRun): ActionContext {
    const { clientId, requestId, traceId, tabSessionId, grant } = command;
    return { clientId, requestId, traceId, signal, deadlineAt, tabSessionId, grant, ...this.#options.services };
  }

  #answer(terminal: Terminal, { requestId, traceId }: Asker): void {
    this.#options.answer(requestId, terminalFrame(terminal, requestId, traceId), terminal.outcome);
  }
}

function isSafeToRepeat({ action }: Command): boolean {
  return findAction(action)?.safeToRepeat ?? true;
}

/** The tab in which a command works; none for one that opens a tab of its own. */
function laneOf(action: ActionName, { tabSessionId, payload }: Command): string | undefined {
  const { tab } = ACTIONS[action];
  if (tab === 'none' || (tab === 'optional' && payload.url !== undefined)) return undefined;
  return tabSessionId;
}
