import type { WaitUntil } from '@otto/protocol';
import type { InterceptionOptions, NetworkInterception } from '../listeners/network/interception';
import type { SerializedScriptError } from './serialized-error';

/** What a function in the page may take: it gets there as JSON. */
export type PageValue = string | number | boolean | null | readonly PageValue[] | { readonly [key: string]: PageValue };

export interface SelectorWait {
  /** ms; as long as the command has when left out. */
  readonly timeoutMs?: number;
  /** Looks into open shadow roots as well. */
  readonly deep?: boolean;
}

/** What a site command can do: work in its own tab, on its own site, for as long as it runs. */
export interface SiteContext {
  readonly site: string;
  readonly tabSessionId: string;
  /** Aborts when the command is cancelled, its time is over or it has ended; its reason is the OttoError to answer. */
  readonly signal: AbortSignal;
  /** ms since 1970. */
  readonly deadlineAt: number;

  /** The address of the page. Throws `site_mismatch` when the tab has left the site, `tab_session_closed`. */
  currentUrl(): Promise<string>;

  /**
   * Runs a function in the page, in a world apart from the page's own scripts, once the document is parsed. It is sent there
   * as text: it sees nothing of its file and gets `args` as JSON. It has to return something, for the browser tells nothing of
   * a function that threw; a function that can fail in ways worth telling returns a SerializedScriptError.
   *
   * @throws OttoError `page_script_failed`, `site_mismatch` when the tab has left the site, `navigation_failed` when the page
   * leaves while the function runs, `tab_session_closed`, `restricted_page`
   */
  executeScript<const A extends readonly PageValue[], R extends NonNullable<unknown>>(
    func: (...args: A) => R | Promise<R>,
    args: A,
  ): Promise<R>;

  /** The same, with `window.__ottoDeepQuerySelector(root, selector)` and `...All` to look into open shadow roots. */
  executeScriptWithDomHelpers<const A extends readonly PageValue[], R extends NonNullable<unknown>>(
    func: (...args: A) => R | Promise<R>,
    args: A,
  ): Promise<R>;

  /** Whether a function in the page answered that it failed. Return such an answer, and the command fails with its code. */
  isSerializedScriptError(value: unknown): value is SerializedScriptError;

  /** Resolves when something matches, in this page or one that it leads to. Throws `page_not_ready` when nothing does in time. */
  waitForSelector(selector: string, wait?: SelectorWait): Promise<void>;

  /**
   * Sends the tab elsewhere and resolves with the address where it arrived, when the new document is there.
   *
   * @throws OttoError `invalid_url`, `invalid_url_scheme`, `navigation_failed`, `tab_url_not_ready`, `tab_session_closed`
   */
  navigateTab(url: string, options?: { readonly waitUntil?: WaitUntil }): Promise<string>;

  /** Captures what the page loads from the site, until it is stopped or the command ends. */
  startNetworkInterception(options?: InterceptionOptions): Promise<NetworkInterception>;
}
