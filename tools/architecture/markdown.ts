import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './sources';

export interface MarkdownFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Every Markdown file that git keeps. */
export function markdownFiles(): MarkdownFile[] {
  const listed = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' });
  return listed
    .split('\n')
    .filter((file) => file !== '')
    .map((file) => ({ path: file, text: readFileSync(path.join(ROOT, file), 'utf8') }));
}

/** The pieces of a page that are code: inline, in a fence, or indented by four blanks. Line by line. */
export function codeLines(text: string): string[] {
  const lines: string[] = [];
  let isFenced = false;
  for (const line of text.split('\n')) {
    if (/^\s*(```|~~~)/.test(line)) isFenced = !isFenced;
    else if (isFenced || /^ {4}\S/.test(line)) lines.push(line.trim());
    else lines.push(...[...line.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? ''));
  }
  return lines;
}

/** Where a page is linked to: targets of links and pictures, without those to the web. */
export function linkTargets(text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g), ...text.matchAll(/(?:src|href)="([^"]+)"/g)];
  return links.map(([, target]) => target ?? '').filter((target) => !/^[a-z]+:/.test(target));
}

/** Where in a page one can link to: what GitHub makes of its headings, and ids. */
export function anchors(text: string): Set<string> {
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => anchorOf(heading ?? ''));
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '');
  return new Set([...headings, ...ids]);
}

function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
