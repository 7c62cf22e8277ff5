import type { Time } from '@otto/locks';
import type { CommandOutcome, ResultPayload } from '@otto/protocol';
import type { Command } from './command';
import type { CommandObserver } from './command-observer';
import type { Controller } from './controller';
import type { Ending } from './ending';
import type { ListenerDesk } from './listener-desk';
import type { NodeDirectory } from './node-directory';
import { Stream } from './stream';

/** What the data of a stream's last frame says, by how it ended. */
const ENDED = { cancelled: 'streamCancelled', failed: 'streamFailed', timed_out: 'streamTimedOut' } as const;
type StreamOutcome = keyof typeof ENDED;

/** Opens and ends stream sessions, as the commands that belong to them come and end. */
export class StreamDesk implements Partial<CommandObserver> {
  readonly #open = new Set<Stream>();

  constructor(
    private readonly directory: NodeDirectory,
    private readonly listeners: ListenerDesk,
    private readonly time: Time,
  ) {}

  accepted(command: Command): void {
    if (command.action !== 'listener.subscribe') return;
    for (const stream of this.#open) if (stream.owner === command.owner && stream.join(command)) return;
  }

  ended(command: Command, ending: Ending): void {
    if (command.action === 'command.test') this.#testEnded(command, ending);
    else if (command.action === 'listener.subscribe') this.#subscribeEnded(command, ending);
    else if (command.action === 'listener.unsubscribe' && ending.result?.ok) {
      this.#leave(command.owner, String(command.payload.targetRequestId));
    }
  }

  /** Ends a stream and tells its controller, if that is still there. */
  end(stream: Stream, outcome: StreamOutcome): void {
    if (!this.#open.delete(stream)) return;
    const { owner, openedAt } = stream;
    owner.close(stream);
    for (const requestId of stream.joined) this.#endSubscription(owner, requestId);
    const result: ResultPayload = {
      ok: false,
      durationMs: this.time.now() - openedAt,
      action: 'command.test',
      data: { [ENDED[outcome]]: true },
      commandOutcome: outcome,
    };
    owner.reply('result', stream, result);
  }

  nodeGone(nodeId: string): void {
    for (const stream of [...this.#open]) if (stream.nodeId === nodeId) this.end(stream, 'failed');
  }

  #testEnded(test: Command, { result }: Ending): void {
    const stream = result?.ok ? Stream.declaredBy(test, result.data, this.time.now()) : undefined;
    if (stream === undefined) return;
    this.#open.add(stream);
    stream.owner.open(stream);
  }

  #subscribeEnded({ owner, requestId }: Command, { outcome, result }: Ending): void {
    const stream = this.#joinedBy(owner, requestId);
    if (stream === undefined || result?.ok) return;
    stream.leave(requestId);
    const failed: CommandOutcome = outcome === 'completed' ? 'failed' : outcome;
    // A subscription that its controller gave up leaves room for another one.
    if (failed !== 'cancelled') this.end(stream, failed);
  }

  #leave(owner: Controller, requestId: string): void {
    this.#joinedBy(owner, requestId)?.leave(requestId);
  }

  #joinedBy(owner: Controller, requestId: string): Stream | undefined {
    for (const stream of this.#open) if (stream.owner === owner && stream.has(requestId)) return stream;
    return undefined;
  }

  #endSubscription(owner: Controller, requestId: string): void {
    const open = owner.find(requestId);
    if (open?.kind === 'listener') this.listeners.stop(open);
    else if (open?.kind === 'command') this.directory.find(open.nodeId)?.commands.cancel(open);
  }
}
