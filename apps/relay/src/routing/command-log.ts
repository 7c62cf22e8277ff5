import type { Time } from '@otto/locks';
import type { OperationLog } from '@otto/logs';
import type { Command } from './command';
import type { CommandObserver } from './command-observer';
import type { Ending } from './ending';

/**
 * One entry for each command, when it has ended: who, what, where, how it went and how long it took. Sizes and times, never
 * what it carries. It always ends, if only by its deadline; a second entry at its beginning would double what logging costs.
 */
export class CommandLog implements Partial<CommandObserver> {
  constructor(
    private readonly log: Pick<OperationLog, 'write'>,
    private readonly time: Time,
  ) {}

  ended(command: Command, { outcome, code, answerBytes }: Ending): void {
    const { requestId, traceId, nodeId, owner, action, tabSessionId, acceptedAt, startedAt, heldBytes } = command;
    const now = this.time.now();
    const waitedMs = (startedAt || now) - acceptedAt;
    const ranMs = startedAt === 0 ? 0 : now - startedAt;
    this.log.write({
      level: outcome === 'completed' || outcome === 'cancelled' ? 'info' : 'warn',
      source: 'controller',
      type: 'command_ended',
      requestId,
      traceId,
      nodeId,
      clientId: owner.clientId,
      action,
      status: outcome,
      data: { code, tabSessionId, waitedMs, ranMs, bytes: heldBytes, answerBytes },
    });
  }
}
