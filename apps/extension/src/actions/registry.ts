import type { AnyAction } from './action';
import { listCommands } from './command/list';
import { redditFeed } from './command/reddit-feed';
import { runCommand } from './command/run';
import { testCommand } from './command/test';
import { extractCleanHtml } from './dom/extract-clean-html';
import { extractDistilledHtml } from './dom/extract-distilled-html';
import { extractHtml } from './dom/extract-html';
import { extractMarkdown } from './dom/extract-markdown';
import { extractText } from './dom/extract-text';
import { subscribe } from './listener/subscribe';
import { unsubscribe } from './listener/unsubscribe';
import { screenshot } from './page/screenshot';
import { closeTab } from './tab/close';
import { closeOwnedTabs } from './tab/close-owned';
import { navigateTab } from './tab/navigate';
import { openTab } from './tab/open';
import { queryTabs } from './tab/query';

/** Everything that this node can do; their names are the capabilities of its hello. */
export const NODE_ACTIONS: readonly AnyAction[] = [
  openTab,
  closeTab,
  navigateTab,
  queryTabs,
  closeOwnedTabs,
  extractText,
  extractHtml,
  extractCleanHtml,
  extractDistilledHtml,
  extractMarkdown,
  screenshot,
  listCommands,
  runCommand,
  testCommand,
  redditFeed,
  subscribe,
  unsubscribe,
];
