import { LIMITS, OttoError } from '@otto/protocol';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandSender } from '../controller/command-sender';
import { NODE_ID_HELP } from '../controller/option-help';
import { parseDuration } from '../parse-option';
import { PAYLOAD_HELP, PayloadInput } from '../payload-input';
import { SiteTest, type SiteTestRequest } from './site-test';
import { TestIdentity } from './test-identity';

interface TestOptions {
  readonly payload?: string;
  readonly tabSession?: string;
  readonly timeout?: number;
  readonly streamFollowMs?: number;
  readonly streamProbe?: true;
  readonly streamPollIntervalMs?: number;
  readonly waitForInterrupt?: true;
  readonly cleanupTestController?: true;
  readonly nodeId?: string;
}

const DEFAULT_FOLLOW_MS = 10_000;
const MAX_FOLLOW_MS = 24 * 3_600_000;
const FOLLOW_BOUNDS = { min: 0, max: MAX_FOLLOW_MS };
const POLL_BOUNDS = { min: 100, max: MAX_FOLLOW_MS };

@Command({
  name: 'test',
  arguments: '<site> <command>',
  argsDescription: { site: 'such as reddit.com', command: 'as "otto commands list" shows it' },
  description: 'Test a site command in a tab of its own, and follow the stream that it opens',
})
export class TestCommand extends CommandRunner {
  constructor(
    private readonly payloads: PayloadInput,
    private readonly identity: TestIdentity,
    private readonly sender: CommandSender,
    private readonly test: SiteTest,
  ) {
    super();
  }

  async run([site = '', command = '']: string[], options: TestOptions): Promise<void> {
    assertHost(site);
    const request = requestOf(site, command, options, await this.payloads.read(options.payload));
    await this.identity.ensure();
    try {
      await this.sender.onNode(options.nodeId, `Testing ${site} ${command}`, (node, progress) =>
        this.test.run(node, request, progress),
      );
    } finally {
      if (options.cleanupTestController) await this.identity.remove();
    }
  }

  @Option({ flags: '--payload <json>', description: `the input of the command: ${PAYLOAD_HELP}` })
  payload(text: string): string {
    return text;
  }

  @Option({ flags: '--tab-session <id>', description: 'test in this open tab, and leave it open' })
  tabSession(text: string): string {
    return text;
  }

  @Option({ flags: '--timeout <time>', description: 'for the test (default: what the command asks for, else 30s)' })
  timeout(text: string): number {
    return parseDuration('--timeout', text, LIMITS.commandTimeoutMs);
  }

  @Option({
    flags: '--stream-follow-ms <time>',
    description: 'follow its stream for so long, 0 not at all (default: 10s)',
  })
  streamFollowMs(text: string): number {
    return parseDuration('--stream-follow-ms', text, FOLLOW_BOUNDS);
  }

  @Option({ flags: '--stream-probe', description: 'only until the stream tells something; fail when it does not' })
  streamProbe(): true {
    return true;
  }

  @Option({
    flags: '--stream-poll-interval-ms <time>',
    description: 'report every so often how far the stream has got',
  })
  streamPollIntervalMs(text: string): number {
    return parseDuration('--stream-poll-interval-ms', text, POLL_BOUNDS);
  }

  @Option({ flags: '--wait-for-interrupt', description: 'follow, or keep the tab open, until Ctrl+C' })
  waitForInterrupt(): true {
    return true;
  }

  @Option({
    flags: '--cleanup-test-controller',
    description: 'remove the client otto-tester, which is registered for a machine that has no identity',
  })
  cleanupTestController(): true {
    return true;
  }

  @Option({ flags: '--node-id <id>', description: NODE_ID_HELP })
  nodeId(text: string): string {
    return text;
  }
}

function requestOf(
  site: string,
  command: string,
  options: TestOptions,
  input: Record<string, unknown> = {},
): SiteTestRequest {
  const { tabSession: tabSessionId, timeout: timeoutMs } = options;
  const { streamProbe: probe = false, waitForInterrupt = false, streamPollIntervalMs: reportEveryMs } = options;
  const followMs = options.streamFollowMs ?? (waitForInterrupt && !probe ? undefined : DEFAULT_FOLLOW_MS);
  if (probe && followMs === 0) {
    throw new OttoError('invalid_argument', { name: '--stream-probe', reason: '--stream-follow-ms gives it no time' });
  }
  return {
    site,
    command,
    input,
    tabSessionId,
    timeoutMs,
    waitForInterrupt,
    follow: { followMs, probe, reportEveryMs },
  };
}

/** A site is opened by its name, so nothing else may be in it. */
function assertHost(site: string): void {
  if (/^[a-z0-9.-]+$/i.test(site) && URL.canParse(`https://${site}/`)) return;
  throw new OttoError('invalid_argument', { name: 'site', reason: `"${site}" is not a host name such as reddit.com` });
}
