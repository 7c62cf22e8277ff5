import type { ActionData, ActionName, ActionPayload } from '@otto/protocol';
import type { CommandOptions, CommandResult, OttoClient, SiteCommand, TestOptions, TestResult } from '@otto/sdk';

export type NodeCommandOptions = Omit<CommandOptions, 'nodeId' | 'signal'>;

const CLEAN_UP_TIMEOUT_MS = 5_000;

/** One node for the length of one run of `otto`: what is sent to it is cancelled with the run. */
export class RemoteNode {
  constructor(
    private readonly otto: OttoClient,
    readonly nodeId: string,
    private readonly signal: AbortSignal,
  ) {}

  send<A extends ActionName>(
    action: A,
    payload: ActionPayload<A>,
    options: NodeCommandOptions = {},
  ): Promise<CommandResult<ActionData<A>>> {
    return this.otto.commands.send(action, payload, { ...options, nodeId: this.nodeId, signal: this.signal });
  }

  /** For actions that this version may not know. */
  sendRaw(action: string, payload: object, options: NodeCommandOptions = {}): Promise<CommandResult<unknown>> {
    return this.otto.commands.sendRaw(action, payload, { ...options, nodeId: this.nodeId, signal: this.signal });
  }

  /** Runs the test of a site command; its stream ends with the run as well. */
  test(command: SiteCommand, options: Omit<TestOptions, 'nodeId' | 'signal'>): Promise<TestResult<unknown>> {
    return this.otto.commands.test(command, { ...options, nodeId: this.nodeId, signal: this.signal });
  }

  /** Closes a tab, also after the run was cancelled. A tab that is gone already is as good. */
  async closeTab(tabSessionId: string): Promise<void> {
    const options = { nodeId: this.nodeId, tabSessionId, timeoutMs: CLEAN_UP_TIMEOUT_MS };
    await this.otto.commands.send('primitive.tab.close', {}, options).catch(() => undefined);
  }
}
