import { isRecord, OttoError, type ActionPayload } from '@otto/protocol';
import type { ForeignListener, Listeners } from '../listeners/listeners';
import type { Subscription } from '../listeners/subscription';
import type { Connection } from '../session/connection';
import { CommandRun, type CommandOptions } from './command-run';
import type { CommandResult } from './command-result';
import { Stream } from './stream';
import { streamHome, type StreamHome } from './stream-home';

export interface TestOptions extends CommandOptions {
  /** False leaves declared listeners alone; they are subscribed when left out. */
  readonly follow?: boolean | undefined;
  /** ms for which the stream tries to come back when connection or node are lost; see SubscriptionOptions. */
  readonly restoreForMs?: number | undefined;
}

export interface TestResult<D> extends CommandResult<D> {
  /** There when the test declared listeners. */
  readonly stream: Stream | undefined;
}

/** As many as the relay takes into a stream. */
const MAX_DECLARED = 64;

/** One `command.test`, with the stream that it may open. */
export class SiteTest {
  #home: StreamHome | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly listeners: Listeners,
    private readonly command: ActionPayload<'command.test'>,
    private readonly options: TestOptions,
  ) {}

  async run(): Promise<TestResult<unknown>> {
    const { follow = true, ...options } = this.options;
    const run = new CommandRun(this.connection, 'command.test', this.command, options, (session, requestId) => {
      this.#home = streamHome(session, requestId);
    });
    try {
      const result = await run.run();
      const declared = follow ? declaredListeners(result.data) : [];
      return { ...result, stream: await this.#open(declared) };
    } catch (error) {
      this.#home?.leave();
      throw error;
    }
  }

  async #open(declared: readonly ForeignListener[]): Promise<Stream | undefined> {
    const home = this.#home;
    if (home === undefined || declared.length === 0) {
      home?.leave();
      return undefined;
    }
    const stream = new Stream(home, await this.#join(home, declared));
    this.#cancelWithSignal(stream);
    return stream;
  }

  async #join(home: StreamHome, declared: readonly ForeignListener[]): Promise<Subscription[]> {
    const { nodeId, signal, restoreForMs } = this.options;
    // The relay cancels subscriptions that are on their way together with the stream that they join.
    const cancel = (): void => home.session.notify('command_cancel', { targetRequestId: home.requestId });
    signal?.addEventListener('abort', cancel, { once: true });
    const joining = await Promise.allSettled(
      declared.map((listener) => this.listeners.subscribe(nodeId, listener, { restoreForMs })),
    );
    signal?.removeEventListener('abort', cancel);
    const joined = joining.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refused = joining.find((one) => one.status === 'rejected');
    if (refused === undefined && !signal?.aborted) return joined;
    cancel();
    await Promise.all(joined.map((one) => one.ceased()));
    throw signal?.aborted ? new OttoError('command_cancelled', { requestId: home.requestId }) : refused?.reason;
  }

  #cancelWithSignal(stream: Stream): void {
    const { signal } = this.options;
    const cancel = (): void => void stream.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    void stream.ended.then(() => signal?.removeEventListener('abort', cancel));
  }
}

function declaredListeners(data: unknown): ForeignListener[] {
  const listeners: unknown = isRecord(data) && isRecord(data.stream) ? data.stream.listeners : undefined;
  return (Array.isArray(listeners) ? (listeners as unknown[]).slice(0, MAX_DECLARED) : []).flatMap((entry) =>
    isRecord(entry) && typeof entry.listener === 'string'
      ? [{ listener: entry.listener, options: isRecord(entry.options) ? entry.options : {} }]
      : [],
  );
}
