import {
  OttoError,
  type ActionData,
  type ActionName,
  type ActionPayload,
  type DistilledData,
  type ErrorCode,
  type ExtractTextData,
  type ExtractionData,
  type ListenerOptions,
  type NetworkUpdate,
  type ScreenshotData,
  type TabNavigateData,
  type WaitUntil,
} from '@otto/protocol';
import type { CommandOptions } from '../commands/command-run';
import type { SiteCommand } from '../commands/commands';
import type { TestOptions, TestResult } from '../commands/site-test';
import type { Subscription, SubscriptionOptions } from '../listeners/subscription';
import type { Lease } from '../locks/lease';
import type { AcquireOptions } from '../locks/locks';
import type { TabParts } from './tabs';

/** As for any command, except that one in a tab waits for those before it unless `waitPolicy` says otherwise. */
export type TabCommandOptions = Omit<CommandOptions, 'nodeId' | 'tabSessionId'>;

/** What reads the tab takes, without the address of a tab of its own. */
type PayloadInTab<A extends ActionName> = Omit<ActionPayload<A>, 'url'>;

type CaptureOptions = Omit<ListenerOptions<'network.http_intercept'>, 'tabSessionId'>;

/** The tab is not there any more: closed by this client, by its user, or with the browser. */
const AS_GOOD_AS_CLOSED: readonly string[] = ['unknown_tab_session', 'tab_session_closed'] satisfies ErrorCode[];

/**
 * A managed tab. Its methods give what the actions return, and throw as `commands.send` does; several at once run one after
 * the other.
 */
export class Tab {
  /** For Tabs. */
  constructor(
    private readonly parts: TabParts,
    readonly nodeId: string,
    readonly tabSessionId: string,
  ) {}

  /** Loads another address. Gives where that ended. */
  navigate(url: string, options: TabCommandOptions & { waitUntil?: WaitUntil } = {}): Promise<TabNavigateData> {
    const { waitUntil, ...command } = options;
    return this.send('primitive.tab.navigate', { url, ...(waitUntil !== undefined && { waitUntil }) }, command);
  }

  extractText(
    payload: PayloadInTab<'primitive.dom.extract_text'> = {},
    options?: TabCommandOptions,
  ): Promise<ExtractTextData> {
    return this.send('primitive.dom.extract_text', payload, options);
  }

  extractHtml(
    payload: PayloadInTab<'primitive.dom.extract_html'> = {},
    options?: TabCommandOptions,
  ): Promise<ExtractionData> {
    return this.send('primitive.dom.extract_html', payload, options);
  }

  extractCleanHtml(
    payload: PayloadInTab<'primitive.dom.extract_clean_html'> = {},
    options?: TabCommandOptions,
  ): Promise<ExtractionData> {
    return this.send('primitive.dom.extract_clean_html', payload, options);
  }

  extractDistilledHtml(
    payload: PayloadInTab<'primitive.dom.extract_distilled_html'> = {},
    options?: TabCommandOptions,
  ): Promise<DistilledData> {
    return this.send('primitive.dom.extract_distilled_html', payload, options);
  }

  extractMarkdown(
    payload: PayloadInTab<'primitive.dom.extract_markdown'> = {},
    options?: TabCommandOptions,
  ): Promise<DistilledData> {
    return this.send('primitive.dom.extract_markdown', payload, options);
  }

  screenshot(
    payload: PayloadInTab<'primitive.page.screenshot'> = {},
    options?: TabCommandOptions,
  ): Promise<ScreenshotData> {
    return this.send('primitive.page.screenshot', payload, options);
  }

  /** Runs a site command here, and gives what it returns. */
  async run<D = unknown>(command: SiteCommand, options: TabCommandOptions = {}): Promise<D> {
    return (await this.parts.commands.run<D>(command, this.#inTab(options))).data;
  }

  /** Runs the test of a site command here; see `commands.test`. */
  test<D = unknown>(
    command: SiteCommand,
    options: Omit<TestOptions, 'nodeId' | 'tabSessionId'> = {},
  ): Promise<TestResult<D>> {
    return this.parts.commands.test<D>(command, { ...options, ...this.#inTab(options) });
  }

  /** Captures what the tab receives from a site; see `listeners.subscribe`. */
  listen(capture: CaptureOptions, options?: SubscriptionOptions): Promise<Subscription<NetworkUpdate>> {
    const request = {
      listener: 'network.http_intercept',
      options: { ...capture, tabSessionId: this.tabSessionId },
    } as const;
    return this.parts.listeners.subscribe(this.nodeId, request, options);
  }

  /** Keeps other controllers off the tab; see `locks.acquire`. */
  lock(options?: AcquireOptions): Promise<Lease> {
    return this.parts.locks.acquire(this.nodeId, this.tabSessionId, options);
  }

  /** Any action that works in a tab. Gives its data; `commands.send` gives warnings and times as well. */
  async send<A extends ActionName>(
    action: A,
    payload: ActionPayload<A>,
    options: TabCommandOptions = {},
  ): Promise<ActionData<A>> {
    return (await this.parts.commands.send(action, payload, this.#inTab(options))).data;
  }

  /** Closes it. One that is closed already is as good. */
  async close(options?: TabCommandOptions): Promise<void> {
    try {
      await this.send('primitive.tab.close', {}, options);
    } catch (error) {
      if (!(error instanceof OttoError) || !AS_GOOD_AS_CLOSED.includes(error.code)) throw error;
    }
  }

  /** Closes it if it can be reached; if not, its node closes it when it hears that this client is gone. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close().catch(() => undefined);
  }

  #inTab(options: TabCommandOptions): CommandOptions {
    const { nodeId, tabSessionId } = this;
    return { ...options, waitPolicy: options.waitPolicy ?? 'wait_with_timeout', nodeId, tabSessionId };
  }
}
