import { LIMITS, type ActionData, type ActionPayload } from '@otto/protocol';
import type { CommandResult } from '@otto/sdk';
import type { RemoteNode } from '../controller/remote-node';
import type { ContentRequest } from './content-request';

type Markup = ActionData<'primitive.dom.extract_html'>;
type Text = ActionData<'primitive.dom.extract_text'>;

/** What the node answered; `content` is what was asked for, in every format. */
export type Content = (Markup | Omit<Text, 'text'>) & {
  readonly content: string;
  readonly requestId: string;
  readonly warnings: readonly string[];
};

/** Gets what the request asks for from the node. A page that has to be opened is closed again, whatever happens. */
export async function extractContent(node: RemoteNode, request: ContentRequest): Promise<Content> {
  const { format, tabSession, timeout } = request;
  const options = { tabSessionId: tabSession, timeoutMs: timeout };
  switch (format) {
    case 'markdown':
      return markup(await node.send('primitive.dom.extract_markdown', distillPayload(request), options));
    case 'distilled_html':
      return markup(await node.send('primitive.dom.extract_distilled_html', distillPayload(request), options));
    case 'clean_html':
      return markup(await node.send('primitive.dom.extract_clean_html', elementPayload(request), options));
    case 'raw_html':
      return markup(await node.send('primitive.dom.extract_html', elementPayload(request), options));
    case 'text':
      return request.url === undefined ? text(node, request, options) : textOfPage(node, request, request.url);
  }
}

function markup({ data, requestId, warnings }: CommandResult<Markup>): Content {
  return { ...data, requestId, warnings };
}

async function text(node: RemoteNode, { selector, maxChars }: ContentRequest, options: TextOptions): Promise<Content> {
  const { data, ...result } = await node.send('primitive.dom.extract_text', { selector, maxChars }, options);
  const { text: content, ...rest } = data;
  return { ...rest, content, requestId: result.requestId, warnings: result.warnings };
}

interface TextOptions {
  readonly tabSessionId: string | undefined;
  readonly timeoutMs: number | undefined;
}

/** `extract_text` works in tabs only: the page gets one for the while. */
async function textOfPage(node: RemoteNode, request: ContentRequest, url: string): Promise<Content> {
  const { timeout = LIMITS.commandTimeoutMs.default } = request;
  const startedAt = Date.now();
  const opened = await node.send('primitive.tab.open', { url, waitUntil: 'load' }, { timeoutMs: timeout });
  const { tabSessionId } = opened.data;
  try {
    const timeoutMs = Math.max(LIMITS.commandTimeoutMs.min, timeout - (Date.now() - startedAt));
    return await text(node, request, { tabSessionId, timeoutMs });
  } finally {
    await node.closeTab(tabSessionId);
  }
}

function elementPayload({ url, selector, maxChars }: ContentRequest): ActionPayload<'primitive.dom.extract_html'> {
  return { url, selector, maxChars };
}

function distillPayload(request: ContentRequest): ActionPayload<'primitive.dom.extract_markdown'> {
  const { url, distillMode: mode, fallbackToReadability, maxChars } = request;
  return { url, mode, maxChars, ...(!fallbackToReadability && { fallbackToReadability }) };
}
