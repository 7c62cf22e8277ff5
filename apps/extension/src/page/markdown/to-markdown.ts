import type TurndownService from 'turndown';
import { Addresses } from './addresses';
import { takeFootnotes, type Footnote } from './footnotes';
import { leadWithTitle } from './lead-with-title';
import { normaliseCode } from './normalise-code';
import { normaliseInline } from './normalise-inline';
import { normaliseLinks } from './normalise-links';
import { normaliseLists } from './normalise-lists';
import { normaliseMedia } from './normalise-media';
import { normaliseTables } from './normalise-tables';
import { createTurndown } from './service';
import { writeMarkdown } from './write-markdown';

export interface MarkdownSource {
  /** Is changed on the way. */
  root: Element;
  title: string;
  /** What relative addresses are relative to. */
  base: string;
  /** Finds a footnote that is not part of the article. */
  lookUp: (id: string) => Element | null;
}

/** GitHub-flavoured Markdown of an article, beginning with its title. */
export function toMarkdown({ root, title, base, lookUp }: MarkdownSource): string {
  const notes = takeFootnotes(root, base, lookUp);
  leadWithTitle(root, title);
  const addresses = new Addresses(base);
  for (const part of [root, ...notes.map((note) => note.content)]) normalise(part, addresses);
  const turndown = createTurndown(addresses);
  const text = writeMarkdown(turndown, root);
  return [text, ...notes.map((note) => writeNote(note, turndown))].join('\n\n');
}

function normalise(part: Element, addresses: Addresses): void {
  normaliseInline(part);
  normaliseCode(part);
  normaliseMedia(part, addresses);
  normaliseLinks(part);
  normaliseLists(part);
  normaliseTables(part);
}

function writeNote({ label, content }: Footnote, turndown: TurndownService): string {
  const text = writeMarkdown(turndown, content);
  // What belongs to a note is indented by four.
  return `[^${label}]: ${text.replace(/\n(?=[^\n])/g, '\n    ')}`;
}
