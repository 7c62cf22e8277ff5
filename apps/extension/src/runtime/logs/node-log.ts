import { OttoError, isRecord, toOttoError, type CommandOutcome, type LogLevel } from '@otto/protocol';
import type { SubscriptionObserver } from '../../listeners/subscriptions';
import type { ListenerOrder } from '../../listeners/subscription';
import type { Command } from '../commands/command';
import type { CommandObserver } from '../commands/command-observer';
import type { LinkReport } from '../link/link-report';
import type { ExtensionLog, LogFields } from './extension-log';

/** What became of a command matters more than that it came. */
const LEVELS: Readonly<Record<CommandOutcome, LogLevel>> = {
  completed: 'info',
  cancelled: 'info',
  failed: 'warn',
  timed_out: 'warn',
};

/** By where the link is; a pairing code is not told, for whoever reads logs could let the node in. */
const LINK_TYPES: Readonly<Record<LinkReport['phase'], string>> = {
  unconfigured: 'link.unconfigured',
  requesting_code: 'pairing.requesting',
  waiting_for_approval: 'pairing.waiting',
  disconnected: 'link.disconnected',
  connecting: 'link.connecting',
  connected: 'link.connected',
  halted: 'link.halted',
};

const FOREIGN_URL = /(?<![\w-])(?!chrome-extension:)[a-z][a-z0-9+.-]*:\/\/[^\s"')]+/gi;

/** Turns what happens in the node into entries of its log. */
export class NodeLog implements CommandObserver, SubscriptionObserver {
  readonly #log: Pick<ExtensionLog, 'write'>;
  #lastLink = '';

  constructor(log: Pick<ExtensionLog, 'write'>) {
    this.#log = log;
  }

  began(command: Command): void {
    this.#log.write({ level: 'debug', type: 'command.began', ...about(command) });
  }

  ended(command: Command, outcome: CommandOutcome, durationMs: number): void {
    const { data, ...fields } = about(command);
    this.#log.write({
      ...fields,
      level: LEVELS[outcome],
      type: 'command.ended',
      status: outcome,
      data: { ...data, durationMs },
    });
  }

  failed(command: Command, thrown: unknown): void {
    const { code, category, cause } = toOttoError(thrown);
    const { data, ...fields } = about(command);
    const isOurs = code === 'internal_error';
    // The message is left out: it may quote what the command took, or the words of a page.
    const more = isOurs ? { category, reason: describe(cause) } : { category };
    this.#log.write({
      ...fields,
      level: isOurs ? 'error' : 'info',
      type: 'command.failed',
      status: code,
      data: { ...data, ...more },
    });
  }

  started(order: ListenerOrder): void {
    this.#log.write({ level: 'info', type: 'listener.started', ...ofListener(order) });
  }

  stopped(order: ListenerOrder, reason?: string): void {
    const { data, ...fields } = ofListener(order);
    const level = reason === undefined ? 'info' : 'warn';
    this.#log.write({ ...fields, level, type: 'listener.stopped', data: { ...data, reason } });
  }

  /** The link is there now; telling the same again is no news. */
  linked({ phase, error }: LinkReport): void {
    const code = error?.code;
    const news = `${phase} ${code}`;
    if (news === this.#lastLink) return;
    this.#lastLink = news;
    const level = error === undefined ? 'info' : 'warn';
    this.#log.write({ level, type: LINK_TYPES[phase], status: code, data: { reason: error?.message } });
  }

  /** Something has failed that nobody waited for. */
  broke(thrown: unknown): void {
    this.#log.write({ level: 'error', type: 'node.error', status: codeOf(thrown), data: { reason: describe(thrown) } });
  }
}

function about({ requestId, traceId, action, tabSessionId, clientId }: Command): Omit<LogFields, 'level' | 'type'> {
  return { requestId, traceId, action, data: { tabSessionId, clientId } };
}

function ofListener({
  requestId,
  traceId,
  clientId,
  listener,
  options,
}: ListenerOrder): Omit<LogFields, 'level' | 'type'> {
  const { site, mode, streamAdapter, tabSessionId } = options;
  return { requestId, traceId, data: { listener, site, mode, streamAdapter, tabSessionId, clientId } };
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof OttoError ? thrown.code : undefined;
}

/** What went wrong in the extension itself, and where; the browser quotes addresses of pages in its own errors. */
function describe(thrown: unknown): string {
  const text =
    thrown instanceof Error ? (thrown.stack ?? thrown.message) : isRecord(thrown) ? 'an object' : String(thrown);
  return text.replace(FOREIGN_URL, '[url]');
}
