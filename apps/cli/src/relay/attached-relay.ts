import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { Invocation } from '../invocation';
import { Output } from '../output/output';
import { LocalRelay } from './local-relay';
import { namePortHolder } from './port-holder';
import { RelayChild, type ReadyRelay } from './relay-child';
import { RelayEnvironment } from './relay-environment';
import { relayFailure } from './relay-failure';

/** A relay in the foreground: what it writes goes to this terminal, and it lives as long as this command. */
@Injectable()
export class AttachedRelay {
  constructor(
    private readonly invocation: Invocation,
    private readonly environment: RelayEnvironment,
    private readonly local: LocalRelay,
    private readonly output: Output,
  ) {}

  /**
   * Runs until Ctrl+C, or until somebody else ends it (`otto stop`).
   *
   * @throws OttoError why it did not start, else `relay_start_failed`; `relay_ended` when it did not go on;
   *   `command_cancelled` when Ctrl+C came before it was ready
   */
  async run(port?: number): Promise<void> {
    const { signal } = this.invocation;
    const { entry, env } = await this.environment.forPort(port);
    const child = new RelayChild({ entry, env, detached: false, stderr: 'pipe' });
    const stop = (): void => void child.end();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const written = collect(child);
    const ready = await child.ready;
    if (ready) await this.#serve(child, ready, written());
    const reason = await child.ended;
    signal.removeEventListener('abort', stop);
    if (!ready && signal.aborted) throw new OttoError('command_cancelled');
    if (!ready) throw await namePortHolder(relayFailure(written(), reason, 'what it wrote above'));
    if (signal.aborted) return;
    if (!child.hasSucceeded) throw new OttoError('relay_ended', { reason });
    this.output.note('The relay was stopped.');
  }

  async #serve(child: RelayChild, ready: ReadyRelay, writtenBefore: string): Promise<void> {
    const { stderr } = this.invocation;
    const { url, pid, port, startedAt } = await this.local.noteOrEnd(child, ready);
    this.output.done(`The relay runs at ${url} (process ${pid}); Ctrl+C ends it`, {
      status: 'started',
      url,
      pid,
      port,
      startedAt,
    });
    stderr.write(writtenBefore);
    child.stderr?.pipe(stderr, { end: false });
    await child.ended;
    await this.local.forget(pid);
  }
}

/** What it writes to stderr until somebody else reads that; enough to know why it did not start. */
function collect({ stderr }: RelayChild): () => string {
  let text = '';
  stderr?.on('data', (chunk: Buffer) => {
    if (text.length < 64 * 1024) text += chunk.toString('utf8');
  });
  return () => text;
}
