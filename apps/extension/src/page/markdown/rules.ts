import type { Options, Rule } from 'turndown';
import { MATH_ATTRIBUTE } from '../prepare/math';
import { FOOTNOTE_ATTRIBUTE } from './footnotes';

const isElement = (node: Node): node is HTMLElement => node.nodeType === Node.ELEMENT_NODE;
const attribute = (node: Node, name: string): string => (isElement(node) ? (node.getAttribute(name) ?? '') : '');
const has = (node: Node, name: string): boolean => isElement(node) && node.hasAttribute(name);
const block = (content: string): string => `\n\n${content.trim()}\n\n`;

/** A rule takes precedence over Turndown's own and the plugin's of the same elements. */
export const RULES: Readonly<Record<string, Rule>> = {
  /** `- item` and `1. item`; what belongs to an item is indented by the width of its marker. */
  listItem: {
    filter: 'li',
    replacement: (content, node) => {
      const marker = listMarker(node);
      const text = content.replace(/^\n+|\n+$/g, '').replace(/\n(?=[^\n])/g, `\n${' '.repeat(marker.length)}`);
      return `${marker}${text}${nextItem(node) ? '\n' : ''}`;
    },
  },

  taskBox: {
    filter: (node) => node.nodeName === 'INPUT' && attribute(node, 'type') === 'checkbox',
    replacement: (_content, node) => {
      const box = (node as HTMLInputElement).checked ? '[x]' : '[ ]';
      return /^\s/.test(node.nextSibling?.textContent ?? '') ? box : `${box} `;
    },
  },

  /** An empty line of a quote is a bare `>`; the kind of a callout stands directly above its text. */
  quote: {
    filter: 'blockquote',
    replacement: (content) => {
      const text = content.trim().replace(/^(\[!\w+\])\n\n/, '$1\n');
      return block(text.replace(/^.*$/gm, (line) => (line === '' ? '>' : `> ${line}`)));
    },
  },

  /** Two in a row stand for a new paragraph. */
  lineBreak: {
    filter: 'br',
    replacement: (_content, node, options: Options) => {
      if (isBreak(previousSolid(node)) || nextSolid(node) === null) return '';
      return isBreak(nextSolid(node)) ? '\n\n' : `${options.br ?? ''}\n`;
    },
  },

  heading: {
    filter: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    replacement: (content, node) => {
      const text = content.replace(/\s*\n\s*/g, ' ').trim();
      return text === '' ? '' : `\n\n${'#'.repeat(Number(node.nodeName.charAt(1)))} ${text}\n\n`;
    },
  },

  inlineCode: {
    filter: (node) => ['CODE', 'KBD', 'SAMP', 'TT'].includes(node.nodeName) && node.parentNode?.nodeName !== 'PRE',
    replacement: (_content, node) => {
      const text = (node.textContent ?? '').replace(/\s+/g, ' ');
      return has(node, MATH_ATTRIBUTE) ? text : codeSpan(text);
    },
  },

  /** A block without `<code>` inside is one all the same. */
  preformatted: {
    filter: (node) => node.nodeName === 'PRE' && node.firstElementChild?.nodeName !== 'CODE',
    replacement: (_content, node) => fence(node.textContent ?? ''),
  },

  image: {
    filter: 'img',
    replacement: (_content, node) => {
      const source = attribute(node, 'src');
      return source === '' ? '' : `![${plain(attribute(node, 'alt'))}](${destination(source)})`;
    },
  },

  link: {
    filter: (node) => node.nodeName === 'A' && attribute(node, 'href') !== '',
    replacement: (content, node) => {
      const text = content.replace(/\s*\n\s*/g, ' ').trim();
      return text === '' ? '' : `[${text}](${destination(attribute(node, 'href'))})`;
    },
  },

  /** Players say nothing in Markdown; what they play is a link. */
  media: {
    filter: ['iframe', 'video', 'audio'],
    replacement: (_content, node) => {
      const source = attribute(node, 'src') || attribute(node.firstElementChild ?? node, 'src');
      const name = plain(attribute(node, 'title')) || (node.nodeName === 'AUDIO' ? 'Audio' : 'Video');
      return /^https?:/.test(source) ? block(`[${name}](${destination(source)})`) : '';
    },
  },

  footnoteReference: {
    filter: (node) => has(node, FOOTNOTE_ATTRIBUTE),
    replacement: (_content, node) => `[^${attribute(node, FOOTNOTE_ATTRIBUTE)}]`,
  },

  /** GitHub renders these two, and dropping them would turn 10² into 102. */
  raisedAndLowered: {
    filter: ['sup', 'sub'],
    replacement: (content, node) => {
      const tag = node.nodeName.toLowerCase();
      return content.trim() === '' || content.includes('](') ? content : `<${tag}>${content.trim()}</${tag}>`;
    },
  },

  definitionTerm: {
    filter: 'dt',
    replacement: (content) => {
      const term = content.trim();
      return term === '' ? '' : block(/^[`*[]/.test(term) || term.includes('\n') ? term : `**${term}**`);
    },
  },

  summary: {
    filter: 'summary',
    replacement: (content) =>
      content.trim() === '' ? '' : block(content.includes('\n') ? content : `**${content.trim()}**`),
  },

  /** The plugin escapes the backslash of its own escaped pipes, and turns paragraphs in a cell into one. */
  tableCell: {
    filter: ['th', 'td'],
    replacement: (content, node) => {
      const text = content
        .trim()
        .replace(/\s*\n\s*/g, '<br>')
        .replace(/\|/g, '\\|');
      return `${node.previousSibling ? '' : '|'} ${text} |`;
    },
  },
};

function listMarker(item: Node): string {
  const list = item.parentNode;
  if (!list || list.nodeName !== 'OL') return '- ';
  const items = [...list.childNodes].filter((node) => node.nodeName === 'LI');
  const start = Number.parseInt(attribute(list, 'start') || '1', 10);
  return `${(Number.isNaN(start) ? 1 : start) + items.indexOf(item as ChildNode)}. `;
}

function nextItem(item: Node): boolean {
  return isElement(item) && item.nextElementSibling !== null;
}

function isBreak(node: Node | null): boolean {
  return node?.nodeName === 'BR';
}

function nextSolid(node: Node): Node | null {
  let next = node.nextSibling;
  while (next?.nodeType === Node.TEXT_NODE && next.textContent?.trim() === '') next = next.nextSibling;
  return next;
}

function previousSolid(node: Node): Node | null {
  let previous = node.previousSibling;
  while (previous?.nodeType === Node.TEXT_NODE && previous.textContent?.trim() === '')
    previous = previous.previousSibling;
  return previous;
}

/** The fence is longer than any run of backticks inside. */
function codeSpan(text: string): string {
  if (text.trim() === '') return '';
  const runs: readonly string[] = text.match(/`+/g) ?? [];
  let fence = '`';
  while (runs.includes(fence)) fence += '`';
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${text.trim()}${padding}${fence}`;
}

function fence(text: string): string {
  const longest = Math.max(2, ...(text.match(/^`{3,}/gm) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `\n\n${ticks}\n${text.replace(/\n$/, '')}\n${ticks}\n\n`;
}

/** Text for the brackets of an image or link. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\[\]]/g, '\\$&');
}

/** Addresses come percent-encoded from the URL parser; only brackets could still end them too early. */
function destination(address: string): string {
  return address.replace(/[()<>\s]/g, (character) =>
    encodeURIComponent(character).replace('(', '%28').replace(')', '%29'),
  );
}
