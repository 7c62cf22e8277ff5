import type { Time } from '@otto/locks';
import type { NewLogEntry, OperationLog } from '@otto/logs';
import type { Command } from './command';
import type { CommandObserver } from './command-observer';
import type { Ending } from './ending';

/** Two entries for each command: that it was accepted, and how it ended. Sizes and times, never what it carries. */
export class CommandLog implements Partial<CommandObserver> {
  constructor(
    private readonly log: Pick<OperationLog, 'write'>,
    private readonly time: Time,
  ) {}

  accepted(command: Command): void {
    const { tabSessionId, heldBytes } = command;
    this.#write(
      command,
      { level: 'info', source: 'controller', type: 'command_accepted' },
      { tabSessionId, bytes: heldBytes },
    );
  }

  ended(command: Command, { outcome, code, answerBytes }: Ending): void {
    const { acceptedAt, startedAt } = command;
    const now = this.time.now();
    const isRight = outcome === 'completed' || outcome === 'cancelled';
    this.#write(
      command,
      { level: isRight ? 'info' : 'warn', source: 'relay', type: 'command_ended', status: outcome },
      {
        code,
        waitedMs: (startedAt || now) - acceptedAt,
        ranMs: startedAt === 0 ? 0 : now - startedAt,
        answerBytes,
      },
    );
  }

  #write(
    { requestId, traceId, nodeId, owner, action }: Command,
    entry: Pick<NewLogEntry, 'level' | 'source' | 'type' | 'status'>,
    data: object,
  ): void {
    this.log.write({ ...entry, requestId, traceId, nodeId, clientId: owner.clientId, action, data });
  }
}
