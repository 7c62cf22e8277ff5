import type { Options, Rule } from 'turndown';
import { MATH_ATTRIBUTE } from '../prepare/math';
import { TASK_ATTRIBUTE, TICKED } from '../prepare/task-boxes';
import { codeSpan } from './code-markup';
import { FOOTNOTE_ATTRIBUTE } from './footnote-references';
import { asBlock, attribute, destination, solidSibling } from './rule-helpers';

/**
 * Rules for what stands in a line of text. They take precedence over Turndown's own and the plugin's of the same elements.
 * Filters are tags where that is possible: functions have to be asked about every element.
 */
export const INLINE_RULES: Readonly<Record<string, Rule>> = {
  /** Two in a row stand for a new paragraph. */
  lineBreak: {
    filter: 'br',
    replacement: (_content, node, options: Options) => {
      if (isBreak(solidSibling(node, 'previousSibling')) || solidSibling(node, 'nextSibling') === null) return '';
      return isBreak(solidSibling(node, 'nextSibling')) ? '\n\n' : `${options.br ?? ''}\n`;
    },
  },

  inlineCode: {
    filter: ['code', 'kbd', 'samp'],
    replacement: (_content, node) => {
      const text = (node.textContent ?? '').replace(/\s+/g, ' ');
      return node.hasAttribute(MATH_ATTRIBUTE) ? text : codeSpan(text);
    },
  },

  image: {
    filter: 'img',
    replacement: (_content, node) => {
      const source = attribute(node, 'src');
      return source === '' ? '' : `![${plain(attribute(node, 'alt'))}](${destination(source)})`;
    },
  },

  /** Players say nothing in Markdown; what they play is a link. */
  media: {
    filter: ['iframe', 'video', 'audio'],
    replacement: (_content, node) => {
      const source = attribute(node, 'src') || attribute(node.firstElementChild ?? node, 'src');
      const name = plain(attribute(node, 'title')) || (node.nodeName === 'AUDIO' ? 'Audio' : 'Video');
      return /^https?:/.test(source) ? asBlock(`[${name}](${destination(source)})`) : '';
    },
  },

  quotation: {
    filter: 'q',
    replacement: (content) => `“${content}”`,
  },

  /** Stands for the box of a task, or for the reference to a footnote; any other is what it holds. */
  standIn: {
    filter: 'span',
    replacement: (content, node) => {
      if (node.hasAttribute(TASK_ATTRIBUTE)) return taskBox(content, node);
      const label = attribute(node, FOOTNOTE_ATTRIBUTE);
      return label === '' ? content : `[^${label}]`;
    },
  },

  /** GitHub renders these two, and dropping them would turn 10² into 102. */
  raisedAndLowered: {
    filter: ['sup', 'sub'],
    replacement: (content, node) => {
      const tag = node.nodeName.toLowerCase();
      return content.trim() === '' || content.includes('](') ? content : `<${tag}>${content.trim()}</${tag}>`;
    },
  },
};

function taskBox(content: string, node: Node): string {
  const box = content === TICKED ? '[x]' : '[ ]';
  return /^\s/.test(node.nextSibling?.textContent ?? '') ? box : `${box} `;
}

function isBreak(node: Node | null): boolean {
  return node?.nodeName === 'BR';
}

/** Text for the brackets of an image or link. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\[\]]/g, '\\$&');
}
