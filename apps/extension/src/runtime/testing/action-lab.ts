import { makeFrame, type Envelope, type SenderRole } from '@otto/protocol';
import type { AnyAction } from '../../actions/action';
import { NetworkTraffic } from '../../listeners/network/network-traffic';
import { CommandExecutor } from '../commands/command-executor';
import { ReplayLedger } from '../commands/replay-ledger';
import { DebuggerSessions } from '../debugger/debugger-sessions';
import { FakeDebugger } from '../debugger/testing/fake-debugger';
import type { KeyValueStore } from '../key-value-store';
import { ManagedTabs } from '../managed-tabs';
import { FakeBrowser } from './fake-browser';
import { MemoryStore } from './memory-store';

export interface CommandFields {
  readonly action: string;
  readonly payload?: Record<string, unknown>;
  readonly tabSessionId?: string;
  readonly timeoutMs?: number;
  readonly idempotencyKey?: string;
}

interface Answer {
  readonly messageType: string;
  readonly requestId: string;
  readonly traceId?: string;
  readonly payload: Record<string, unknown> & { readonly data?: unknown; readonly code?: string };
}

/** A node without browser and relay: commands go in as frames, terminal frames come out. */
export class ActionLab {
  readonly browser: FakeBrowser;
  readonly debugger: FakeDebugger;
  readonly executor: CommandExecutor;
  readonly answers: Answer[];
  readonly #waiting = new Map<string, (answer: Answer) => void>();
  #lastId = 0;

  private constructor(
    actions: readonly AnyAction[],
    browser: FakeBrowser,
    readonly store: KeyValueStore,
    tabs: ManagedTabs,
    ledger: ReplayLedger,
  ) {
    this.browser = browser;
    this.answers = [];
    this.debugger = new FakeDebugger();
    const debuggers = new DebuggerSessions(this.debugger);
    this.executor = new CommandExecutor({
      nodeId: () => 'node_1',
      findAction: (name) => actions.find((action) => action.name === name),
      validate: () => undefined,
      services: { tabs, debuggers, traffic: new NetworkTraffic(debuggers) },
      ledger,
      answer: (requestId, text) => this.#answered(requestId, JSON.parse(text) as Answer),
      onRunning: () => undefined,
    });
  }

  /** @param before The lab of a worker that has died: its browser and storage live on. */
  static async open(actions: readonly AnyAction[], before?: ActionLab): Promise<ActionLab> {
    const browser = before?.browser ?? new FakeBrowser();
    if (before === undefined) browser.onOrder = (tabId) => queueMicrotask(() => browser.load(tabId));
    const store = before?.store ?? new MemoryStore();
    const tabs = await ManagedTabs.restore(browser, store);
    return new ActionLab(actions, browser, store, tabs, await ReplayLedger.restore(store));
  }

  frame(fields: CommandFields, requestId = `req-${++this.#lastId}`, sender: SenderRole = 'controller'): Envelope {
    const payload = { __controllerClientId: 'clt_1', ...fields.payload };
    return makeFrame(sender, 'command', requestId, { ...fields, payload }, { traceId: 'trace' });
  }

  /** Runs a command to its terminal frame. */
  run(fields: CommandFields, sender: SenderRole = 'controller'): Promise<Answer> {
    const frame = this.frame(fields, undefined, sender);
    const answer = this.answerTo(frame.requestId);
    this.executor.accept(frame);
    return answer;
  }

  answerTo(requestId: string): Promise<Answer> {
    return new Promise((resolve) => this.#waiting.set(requestId, resolve));
  }

  #answered(requestId: string, answer: Answer): void {
    this.answers.push(answer);
    this.#waiting.get(requestId)?.(answer);
  }
}
