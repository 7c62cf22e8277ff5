import { highlightedCodeBlock, strikethrough, tables } from '@truto/turndown-plugin-gfm';
import TurndownService from 'turndown';
import { BLOCK_RULES } from './block-rules';
import { escapeMarkdown } from './escape';
import { INLINE_RULES } from './inline-rules';

/** Turndown with GitHub's extensions and the rules of this folder. */
export function createTurndown(): TurndownService {
  const service = new TurndownService({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
  });
  service.use([highlightedCodeBlock, strikethrough, tables]);
  for (const [name, rule] of Object.entries({ ...BLOCK_RULES, ...INLINE_RULES })) service.addRule(name, rule);
  service.escape = escapeMarkdown;
  return service;
}
