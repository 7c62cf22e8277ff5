import { LIMITS, type CaptureMode, type ListenerUpdate } from '@otto/protocol';
import type { OttoClient, Subscription } from '@otto/sdk';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { Controller } from '../controller/controller';
import { NODE_ID_HELP, TIMEOUT_HELP } from '../controller/option-help';
import { NodeChoice } from '../controller/node-choice';
import { Output } from '../output/output';
import { parseChoice, parseDuration, parseWhole } from '../parse-option';
import { listenerOptions, type CaptureOptions } from './capture-options';
import { ListenerHold } from './listener-hold';
import { StreamLines } from './stream-lines';

interface SubscribeOptions extends CaptureOptions {
  readonly nodeId?: string;
  readonly timeout?: number;
}

type Capture = Subscription<ListenerUpdate<'network.http_intercept'>>;

const LISTENER = 'network.http_intercept';
const MODES = ['network', 'fetch', 'hybrid'] as const satisfies readonly CaptureMode[];
const MAX_BODY_BYTES = 4_000_000;

@SubCommand({
  name: 'subscribe-network',
  description: 'Print the HTTP responses that an open tab receives from a site, as they come, until Ctrl+C',
})
export class ListenerSubscribeNetworkCommand extends CommandRunner {
  constructor(
    private readonly controller: Controller,
    private readonly nodeChoice: NodeChoice,
    private readonly hold: ListenerHold,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], { nodeId, timeout, ...options }: SubscribeOptions): Promise<void> {
    await this.controller.useConnected(async (otto) => {
      const progress = this.output.progress(`Subscribing to ${options.site}`);
      try {
        const capture = await this.#subscribe(otto, await this.nodeChoice.choose(otto, nodeId), options, timeout);
        const lines = new StreamLines(this.output, progress, `Capturing ${options.site}`);
        await this.hold.during(capture, options, () => lines.print(capture));
      } finally {
        progress.end();
      }
    });
  }

  @Option({ flags: '--tab-session <id>', description: 'the tab', required: true })
  tabSession(text: string): string {
    return text;
  }

  @Option({
    flags: '--site <host>',
    description: 'the host whose responses are wanted, with all below it',
    required: true,
  })
  site(text: string): string {
    return text;
  }

  @Option({ flags: '--url-patterns <globs...>', description: 'only URLs like these, such as https://a.example/api/*' })
  urlPatterns(text: string, earlier: string[] = []): string[] {
    return [...earlier, text];
  }

  @Option({ flags: '--request-host-allowlist <hosts...>', description: 'further hosts, such as *.cdn.example' })
  requestHostAllowlist(text: string, earlier: string[] = []): string[] {
    return [...earlier, text];
  }

  @Option({
    flags: '--mode <mode>',
    description: 'network: beside the page; fetch: before the page gets them; hybrid: both (default: network)',
    choices: [...MODES],
  })
  mode(text: string): CaptureMode {
    return parseChoice('--mode', text, MODES);
  }

  @Option({ flags: '--no-include-body', description: 'leave the bodies out' })
  noIncludeBody(): boolean {
    return false;
  }

  @Option({ flags: '--include-headers', description: 'tell headers as well; what signs somebody in is redacted' })
  includeHeaders(): true {
    return true;
  }

  @Option({ flags: '--max-body-bytes <n>', description: 'cut longer bodies off (default: 256000)' })
  maxBodyBytes(text: string): number {
    return parseWhole('--max-body-bytes', text, { min: 1, max: MAX_BODY_BYTES });
  }

  @Option({ flags: '--mime-types <types...>', description: 'only such types, for example application/json or text/*' })
  mimeTypes(text: string, earlier: string[] = []): string[] {
    return [...earlier, text];
  }

  @Option({
    flags: '--stream-adapter <name>',
    description: 'turn responses into what they tell, such as reddit.chat.v1',
  })
  streamAdapter(text: string): string {
    return text;
  }

  @Option({ flags: '--self-user-id <id>', description: 'who is signed in, for adapters that have to know' })
  selfUserId(text: string): string {
    return text;
  }

  @Option({ flags: '--node-id <id>', description: NODE_ID_HELP })
  nodeId(text: string): string {
    return text;
  }

  @Option({ flags: '--timeout <time>', description: `for the subscription itself: ${TIMEOUT_HELP}` })
  timeout(text: string): number {
    return parseDuration('--timeout', text, LIMITS.commandTimeoutMs);
  }

  #subscribe(
    otto: OttoClient,
    nodeId: string,
    options: CaptureOptions,
    timeoutMs: number | undefined,
  ): Promise<Capture> {
    const request = { listener: LISTENER, options: listenerOptions(options) } as const;
    return otto.listeners.subscribe(nodeId, request, { timeoutMs, signal: this.hold.signal });
  }
}
