import type { ActionName } from './actions';
import type {
  DistillMode,
  DistillPayload,
  ExtractHtmlPayload,
  ExtractTextPayload,
} from './dto/extraction-payloads.dto';
import type { ListenerSubscribePayload, ListenerUnsubscribePayload } from './dto/listener-payloads.dto';
import type { ImageFormat, ScreenshotMode, ScreenshotPayload } from './dto/screenshot-payload.dto';
import type { CommandListPayload, RedditFeedPayload, SiteCommandPayload } from './dto/site-command-payloads.dto';
import type { EmptyPayload, TabCloseOwnedPayload, TabNavigatePayload, TabOpenPayload } from './dto/tab-payloads.dto';

export interface TabOpenData {
  /** The browser's own id of the tab; changes with a browser restart, unlike the session. */
  tabId: number;
  tabSessionId: string;
  url: string;
}

export interface TabNavigateData {
  tabSessionId: string;
  /** Where the navigation ended, redirects included. */
  url: string;
}

export interface ManagedTab {
  tabSessionId: string;
  tabId: number;
  url: string;
  title: string;
  status: 'loading' | 'complete' | 'unloaded';
  /** Whether the asking client opened it. */
  owned: boolean;
}

export interface TabQueryData {
  tabSessions: Record<string, number>;
  tabs: ManagedTab[];
}

export interface TabCloseOwnedData {
  closedCount: number;
  missingCount: number;
  totalOwnedSessions: number;
}

export interface ExtractTextData {
  tabSessionId: string;
  selector: string;
  text: string;
}

export const EXTRACTION_MODES = ['raw_html', 'clean_html', 'distilled_html', 'markdown'] as const;
export type ExtractionMode = (typeof EXTRACTION_MODES)[number];

export interface ExtractionData {
  /** Absent when a temporary tab was used. */
  tabSessionId?: string;
  sourceUrl: string;
  title: string;
  extractionMode: ExtractionMode;
  selector?: string;
  /** Characters before `maxChars` cut. */
  contentLength: number;
  content: string;
}

export interface DistilledData extends ExtractionData {
  /** How the content was found in the end. */
  mode: DistillMode | 'defuddle' | 'body';
  fallbackUsed: boolean;
}

export interface ScreenshotData {
  tabSessionId?: string;
  sourceUrl: string;
  mode: ScreenshotMode;
  format: ImageFormat;
  mimeType: string;
  /** Pixels. */
  width: number;
  height: number;
  byteLength: number;
  quality: number | null;
  /** 1 is the page's own size. */
  scale: number;
  downscaled: boolean;
  contentBase64: string;
}

export interface ListenerSubscribeData {
  listener: string;
  /** Updates carry it, and listener.unsubscribe names it. */
  requestId: string;
}

export interface ListenerUnsubscribeData {
  targetRequestId: string;
  /** False when the listener had ended by itself, because its tab was closed for example. */
  wasActive: boolean;
}

export type InputFieldType = 'string' | 'number' | 'boolean' | 'object' | 'array';

export interface InputField {
  name: string;
  type: InputFieldType;
  description?: string;
  optional?: boolean;
}

export interface TimeoutPolicy {
  defaultMs: number;
  scaling?: { inputField: string; baseMs: number; perUnitMs: number; minMs: number; maxMs: number };
}

/** What `command.list` tells of a site command. */
export interface CommandDescriptor {
  site: string;
  id: string;
  /** Other names by which it can be run. */
  aliases?: readonly string[];
  displayName: string;
  description?: string;
  /** `auth` for checkLogin and gotoLogin. */
  tags?: readonly string[];
  /** Whether the user has to be signed in to the site. */
  requiresAuth: boolean;
  requiresDebuggerFocus?: boolean;
  /** The host at which the command starts; it navigates there by itself. */
  preloadHost?: string;
  /** Missing where nothing is checked, empty where the command takes nothing. */
  inputFields?: readonly InputField[];
  inputAtLeastOneOf?: readonly string[];
  /** How much time to give it where the user says nothing. */
  timeoutPolicy?: TimeoutPolicy;
}

interface ActionTypeMap {
  'primitive.tab.open': { payload: TabOpenPayload; data: TabOpenData };
  'primitive.tab.close': { payload: EmptyPayload; data: { closed: true; tabSessionId: string } };
  'primitive.tab.navigate': { payload: TabNavigatePayload; data: TabNavigateData };
  'primitive.tab.query': { payload: EmptyPayload; data: TabQueryData };
  'primitive.tab.close_owned': { payload: TabCloseOwnedPayload; data: TabCloseOwnedData };
  'primitive.dom.extract_text': { payload: ExtractTextPayload; data: ExtractTextData };
  'primitive.dom.extract_html': { payload: ExtractHtmlPayload; data: ExtractionData };
  'primitive.dom.extract_clean_html': { payload: ExtractHtmlPayload; data: ExtractionData };
  'primitive.dom.extract_distilled_html': { payload: DistillPayload; data: DistilledData };
  'primitive.dom.extract_markdown': { payload: DistillPayload; data: DistilledData };
  'primitive.page.screenshot': { payload: ScreenshotPayload; data: ScreenshotData };
  'command.list': { payload: CommandListPayload; data: { commands: CommandDescriptor[] } };
  'command.run': { payload: SiteCommandPayload; data: unknown };
  'command.test': { payload: SiteCommandPayload; data: unknown };
  'command.reddit_feed': { payload: RedditFeedPayload; data: unknown };
  'listener.subscribe': { payload: ListenerSubscribePayload; data: ListenerSubscribeData };
  'listener.unsubscribe': { payload: ListenerUnsubscribePayload; data: ListenerUnsubscribeData };
}

/** Payload and result types of every action; a missing or surplus one does not compile. */
export type ActionTypes = { [A in ActionName]: ActionTypeMap[A] };
export type ActionPayload<A extends ActionName> = ActionTypes[A]['payload'];
export type ActionData<A extends ActionName> = ActionTypes[A]['data'];
