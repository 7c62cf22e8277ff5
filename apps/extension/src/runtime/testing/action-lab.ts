import { makeFrame, type Envelope, type SenderRole } from '@otto/protocol';
import type { ActionServices, AnyAction } from '../../actions/action';
import type { SiteBundle } from '../../commands/site-bundle';
import type { Subscriptions } from '../../listeners/subscriptions';
import { UpdateQueue } from '../../listeners/update-queue';
import { CommandExecutor } from '../commands/command-executor';
import { ReplayLedger } from '../commands/replay-ledger';
import { DebuggerSessions } from '../debugger/debugger-sessions';
import { FakeDebugger } from '../debugger/testing/fake-debugger';
import type { KeyValueStore } from '../key-value-store';
import { restoreServices } from '../worker/node-services';
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

interface Restored {
  readonly services: ActionServices;
  readonly updates: UpdateQueue;
  readonly debugger: FakeDebugger;
}

/** A node without browser and relay: commands go in as frames, terminal frames come out. */
export class ActionLab {
  readonly browser: FakeBrowser;
  readonly debugger: FakeDebugger;
  readonly executor: CommandExecutor;
  readonly updates: UpdateQueue;
  readonly subscriptions: Subscriptions;
  readonly answers: Answer[];
  readonly #waiting = new Map<string, (answer: Answer) => void>();
  #lastId = 0;

  private constructor(
    actions: readonly AnyAction[],
    browser: FakeBrowser,
    readonly store: KeyValueStore,
    { services, updates, debugger: fake }: Restored,
    ledger: ReplayLedger,
  ) {
    this.browser = browser;
    this.answers = [];
    this.debugger = fake;
    this.updates = updates;
    this.subscriptions = services.subscriptions;
    this.executor = new CommandExecutor({
      nodeId: () => 'node_1',
      findAction: (name) => actions.find((action) => action.name === name),
      validate: () => undefined,
      services,
      ledger,
      answer: (requestId, text, outcome) => {
        if (services.subscriptions.answering(requestId, outcome)) services.subscriptions.answered(requestId);
        this.#answered(requestId, JSON.parse(text) as Answer);
      },
      onRunning: () => undefined,
    });
  }

  /** @param before The lab of a worker that has died: its browser and storage live on. */
  static async open(
    actions: readonly AnyAction[],
    before?: ActionLab,
    bundles: readonly SiteBundle[] = [],
  ): Promise<ActionLab> {
    const browser = before?.browser ?? new FakeBrowser();
    if (before === undefined) browser.onOrder = (tabId) => queueMicrotask(() => browser.load(tabId));
    const store = before?.store ?? new MemoryStore();
    const fake = new FakeDebugger([...(before?.debugger.attached ?? [])]);
    const updates = new UpdateQueue(() => undefined);
    const debuggers = new DebuggerSessions(fake);
    const services = await restoreServices({
      browser,
      debuggers,
      bundles,
      updates,
      store,
      onNeeded: () => undefined,
    });
    return new ActionLab(
      actions,
      browser,
      store,
      { services, updates, debugger: fake },
      await ReplayLedger.restore(store),
    );
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
