import type { ActionName } from '../actions';
import { DistillPayload, ExtractHtmlPayload, ExtractTextPayload } from './extraction-payloads.dto';
import { ListenerSubscribePayload, ListenerUnsubscribePayload } from './listener-payloads.dto';
import { ScreenshotPayload } from './screenshot-payload.dto';
import { CommandListPayload, RedditFeedPayload, SiteCommandPayload } from './site-command-payloads.dto';
import { EmptyPayload, TabCloseOwnedPayload, TabNavigatePayload, TabOpenPayload } from './tab-payloads.dto';
import type { DtoClass } from './json-schema';

/** The payload class of every action; docs and the node's compiled validators are generated from it. */
export const ACTION_PAYLOADS = {
  'primitive.tab.open': TabOpenPayload,
  'primitive.tab.close': EmptyPayload,
  'primitive.tab.navigate': TabNavigatePayload,
  'primitive.tab.query': EmptyPayload,
  'primitive.tab.close_owned': TabCloseOwnedPayload,
  'primitive.dom.extract_text': ExtractTextPayload,
  'primitive.dom.extract_html': ExtractHtmlPayload,
  'primitive.dom.extract_clean_html': ExtractHtmlPayload,
  'primitive.dom.extract_distilled_html': DistillPayload,
  'primitive.dom.extract_markdown': DistillPayload,
  'primitive.page.screenshot': ScreenshotPayload,
  'command.list': CommandListPayload,
  'command.run': SiteCommandPayload,
  'command.test': SiteCommandPayload,
  'command.reddit_feed': RedditFeedPayload,
  'listener.subscribe': ListenerSubscribePayload,
  'listener.unsubscribe': ListenerUnsubscribePayload,
} satisfies Record<ActionName, DtoClass>;
