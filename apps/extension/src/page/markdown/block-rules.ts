import type { Rule } from 'turndown';
import { fence } from './code-markup';
import { asBlock, attribute, oneLine } from './rule-helpers';

/** Rules for what stands on lines of its own. They take precedence over Turndown's own and the plugin's of the same elements. */
export const BLOCK_RULES: Readonly<Record<string, Rule>> = {
  /** `- item` and `1. item`; what belongs to an item is indented by the width of its marker. */
  listItem: {
    filter: 'li',
    replacement: (content, node) => {
      const marker = listMarker(node);
      const text = content.replace(/^\n+|\n+$/g, '').replace(/\n(?=[^\n])/g, `\n${' '.repeat(marker.length)}`);
      return `${marker}${text}${node.nextElementSibling ? '\n' : ''}`;
    },
  },

  /** An empty line of a quote is a bare `>`; the kind of a callout stands directly above its text. */
  quote: {
    filter: 'blockquote',
    replacement: (content) => {
      const text = content.trim().replace(/^(\[!\w+\])\n\n/, '$1\n');
      return asBlock(text.replace(/^.*$/gm, (line) => (line === '' ? '>' : `> ${line}`)));
    },
  },

  heading: {
    filter: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    replacement: (content, node) => {
      // Signs at the end would close the heading.
      const text = oneLine(content, ' ')
        .trim()
        .replace(/(?<=^|\s)#+$/, '\\$&');
      return text === '' ? '' : `\n\n${'#'.repeat(Number(node.nodeName.charAt(1)))} ${text}\n\n`;
    },
  },

  /** A block without `<code>` inside is one all the same. */
  preformatted: {
    filter: (node) => node.nodeName === 'PRE' && node.firstElementChild?.nodeName !== 'CODE',
    replacement: (_content, node) => fence(node.textContent ?? ''),
  },

  /** Is bold, but not twice. Before the name of a function, Texinfo writes the colon of a category even if there is none. */
  definitionTerm: {
    filter: 'dt',
    replacement: (content, node) => {
      const term = content.trim().replace(/^: +/, '');
      const isDone = /^[`*[]/.test(term) || term.includes('\n') || node.querySelector('strong, b') !== null;
      return term === '' ? '' : asBlock(isDone ? term : `**${term}**`);
    },
  },

  summary: {
    filter: 'summary',
    replacement: (content) =>
      content.trim() === '' ? '' : asBlock(content.includes('\n') ? content : `**${content.trim()}**`),
  },

  /** The plugin escapes the backslash of its own escaped pipes, and turns paragraphs in a cell into one. */
  tableCell: {
    filter: ['th', 'td'],
    replacement: (content, node) => {
      const text = oneLine(content.trim(), '<br>').replaceAll('|', '\\|');
      return `${node.previousElementSibling ? '' : '|'} ${text} |`;
    },
  },

  /** Every table has one row of headings, which normalise-tables.ts has seen to. */
  tableRow: {
    filter: 'tr',
    replacement: (content, node) => {
      const isHead = node.parentNode?.nodeName === 'THEAD';
      return `\n${content.trim()}${isHead ? `\n|${' --- |'.repeat(node.childElementCount)}` : ''}`;
    },
  },

  table: { filter: 'table', replacement: (content) => asBlock(content.replace(/\n+/g, '\n')) },
};

/** The number was written to each item beforehand; counting siblings here would take long lists quadratic time. */
function listMarker(item: Node): string {
  return item.parentNode?.nodeName === 'OL' ? `${attribute(item, 'value') || '1'}. ` : '- ';
}
