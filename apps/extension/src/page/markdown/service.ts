import { highlightedCodeBlock, strikethrough, tables } from '@truto/turndown-plugin-gfm';
import TurndownService, { type Rule } from 'turndown';
import { escapeMarkdown } from './escape';
import { RULES } from './rules';

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
  for (const [name, rule] of Object.entries(RULES)) service.addRule(name, rule);
  service.escape = escapeMarkdown;
  indexRules(service);
  return service;
}

/**
 * Turndown tries its thirty rules in turn on every element. Those that can apply to a tag are found once per tag here,
 * which halves the time that a long page takes; the order in which they are tried stays.
 */
function indexRules({ rules, options }: TurndownService): void {
  const forAnything = rules.forNode.bind(rules);
  const byTag = new Map<string, Rule[]>();
  rules.forNode = (node) => {
    if ((node as { isBlank?: boolean }).isBlank) return forAnything(node);
    const tag = node.nodeName;
    const candidates = byTag.get(tag) ?? rules.array.filter(({ filter }) => mayApply(filter, tag.toLowerCase()));
    byTag.set(tag, candidates);
    const rule = candidates.find(({ filter }) => typeof filter !== 'function' || filter(node, options));
    return rule ?? forAnything(node);
  };
}

function mayApply(filter: Rule['filter'], tag: string): boolean {
  return typeof filter === 'function' || [filter].flat().some((name) => name === tag);
}
