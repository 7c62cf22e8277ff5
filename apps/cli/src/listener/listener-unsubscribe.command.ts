import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { Controller } from '../controller/controller';
import { NODE_ID_HELP } from '../controller/option-help';
import { NodeChoice } from '../controller/node-choice';
import { Output } from '../output/output';
import { endProcess } from '../relay/end-process';
import { LiveListeners } from './live-listeners';

interface UnsubscribeOptions {
  readonly targetRequestId: string;
  readonly nodeId?: string;
}

@SubCommand({ name: 'unsubscribe', description: 'End a listener, as Ctrl+C would where it runs' })
export class ListenerUnsubscribeCommand extends CommandRunner {
  constructor(
    private readonly live: LiveListeners,
    private readonly controller: Controller,
    private readonly nodeChoice: NodeChoice,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], { targetRequestId, nodeId }: UnsubscribeOptions): Promise<void> {
    const progress = this.output.progress('Unsubscribing');
    const held = (await this.live.list()).find(({ requestId }) => requestId === targetRequestId);
    // Only the session that subscribed may unsubscribe, and that is in the hands of the other process.
    if (held) await endProcess(held.pid, held.mark);
    else await this.#askRelay(targetRequestId, nodeId);
    progress.end();
    this.output.done(`${targetRequestId} is unsubscribed`, { requestId: targetRequestId });
  }

  @Option({
    flags: '--target-request-id <id>',
    description: 'of its subscribe, as "otto listener list" shows it',
    required: true,
  })
  targetRequestId(text: string): string {
    return text;
  }

  @Option({ flags: '--node-id <id>', description: NODE_ID_HELP })
  nodeId(text: string): string {
    return text;
  }

  /** Knows it better: whether there is such a listener, and whose it is. */
  async #askRelay(targetRequestId: string, named: string | undefined): Promise<void> {
    await this.controller.useConnected(async (otto) => {
      const nodeId = await this.nodeChoice.choose(otto, named);
      await otto.listeners.unsubscribe(targetRequestId, { nodeId });
    });
  }
}
