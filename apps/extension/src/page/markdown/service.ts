import { strikethrough, tables } from '@truto/turndown-plugin-gfm';
import TurndownService from 'turndown';
import type { Addresses } from './addresses';
import { BLOCK_RULES } from './block-rules';
import { INLINE_RULES } from './inline-rules';
import { linkRule } from './link-rule';

/** Turndown with GitHub's extensions and the rules of this folder. */
export function createTurndown(addresses: Addresses): TurndownService {
  const service = new TurndownService({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
  });
  // Not its rule for highlighted code, which takes what follows `highlight-` for a language: prepare knows better.
  service.use([strikethrough, tables]);
  const rules = { ...BLOCK_RULES, ...INLINE_RULES, link: linkRule(addresses) };
  for (const [name, rule] of Object.entries(rules)) service.addRule(name, rule);
  return service;
}
