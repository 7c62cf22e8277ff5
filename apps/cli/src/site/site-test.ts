import { Injectable } from '@nestjs/common';
import { OttoError, type CommandDescriptor } from '@otto/protocol';
import type { CommandResult, Stream } from '@otto/sdk';
import type { RemoteNode } from '../controller/remote-node';
import { Invocation } from '../invocation';
import { StreamLines, type StreamLine } from '../listener/stream-lines';
import { Output } from '../output/output';
import type { Progress } from '../output/spinner';
import { followStream, type FollowOptions, type StreamReport } from './stream-follow';

export interface SiteTestRequest {
  readonly site: string;
  readonly command: string;
  readonly input: Record<string, unknown>;
  /** An open tab, which stays open; one of its own without it. */
  readonly tabSessionId: string | undefined;
  /** ms; what the command asks for when undefined. */
  readonly timeoutMs: number | undefined;
  readonly follow: FollowOptions;
  /** Whether the tab is kept until Ctrl+C. */
  readonly waitForInterrupt: boolean;
}

/** Lines of NDJSON that a test prints. */
export type TestLine =
  | {
      type: 'result';
      /** As in the frame that brought it. */
      messageType: 'result';
      requestId: string;
      /** ms on the node. */
      durationMs: number;
      warnings: readonly string[];
      /** What the test returned. */
      data?: unknown;
    }
  | StreamLine
  | StreamReport
  | {
      /** The stream is over. */
      type: 'end';
      updates: number;
    };

/** Tests a site command, the way its author would: in a tab, with the stream that it opens, and nothing left behind. */
@Injectable()
export class SiteTest {
  constructor(
    private readonly invocation: Invocation,
    private readonly output: Output,
  ) {}

  /** @throws OttoError `unknown_site`, `unknown_command`, what the test fails with, `stream_silent` */
  async run(node: RemoteNode, request: SiteTestRequest, progress: Progress): Promise<void> {
    await assertKnown(node, request);
    const { tabSessionId } = request;
    if (tabSessionId !== undefined) return this.#runIn(node, tabSessionId, request, progress);
    const opened = await node.send('primitive.tab.open', { url: `https://${request.site}/` });
    try {
      await this.#runIn(node, opened.data.tabSessionId, request, progress);
    } finally {
      progress.update('Closing the tab');
      await node.closeTab(opened.data.tabSessionId);
    }
  }

  async #runIn(node: RemoteNode, tabSessionId: string, request: SiteTestRequest, progress: Progress): Promise<void> {
    const { site, command, input, timeoutMs, follow, waitForInterrupt } = request;
    const { stream, ...result } = await node.test(
      { site, command, input },
      { tabSessionId, timeoutMs, follow: follow.followMs !== 0 },
    );
    await this.#tellResult(result);
    if (stream !== undefined) await this.#follow(stream, request, progress);
    else if (follow.probe) throw new OttoError('stream_missing', { site, command });
    if (waitForInterrupt) await this.#interrupted(progress);
  }

  async #tellResult({ requestId, durationMs, warnings, data }: CommandResult<unknown>): Promise<void> {
    for (const warning of warnings) this.output.warn(warning);
    const line: TestLine = { type: 'result', messageType: 'result', requestId, durationMs, warnings, data };
    await this.output.line(this.output.shown(JSON.stringify(data ?? null, null, 2)), line);
  }

  async #follow(stream: Stream, { site, follow }: SiteTestRequest, progress: Progress): Promise<void> {
    const lines = new StreamLines(this.output, progress, `Following ${site}`);
    await followStream(stream, follow, lines, this.output);
    const line: TestLine = { type: 'end', updates: lines.count };
    if (this.output.isJson) await this.output.line('', line);
    else this.output.note(`The stream told ${lines.count} ${lines.count === 1 ? 'update' : 'updates'}.`);
  }

  /** Resolves at Ctrl+C. */
  #interrupted(progress: Progress): Promise<void> {
    const { signal } = this.invocation;
    progress.update('The tab stays open; Ctrl+C closes it');
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}

/** Before a tab is opened for nothing. */
async function assertKnown(node: RemoteNode, { site, command }: SiteTestRequest): Promise<void> {
  const { data } = await node.send('command.list', { site });
  if (data.commands.length === 0) throw new OttoError('unknown_site', { site });
  const isNamed = ({ id, aliases = [] }: CommandDescriptor): boolean => id === command || aliases.includes(command);
  if (!data.commands.some(isNamed)) throw new OttoError('unknown_command', { site, command });
}
