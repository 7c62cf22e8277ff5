const MAX_BREAKS = 2;
const LINE_FEED = 0x0a;
const HARD_BREAK = '  \n';

/** Text put together from the output of rules: at most one empty line between two pieces, no space before a line break. */
export class JoinedText {
  readonly #parts: string[] = [];
  #breaks = 0;

  add(piece: string): void {
    if (piece === '') return;
    const start = countLeading(piece);
    if (start === piece.length) {
      this.#breaks = Math.min(MAX_BREAKS, Math.max(this.#breaks, start));
      return;
    }
    // A space between two blocks is none.
    if (this.#breaks > 0 && piece.trim() === '' && piece !== HARD_BREAK) return;
    const end = countTrailing(piece);
    const breaks = Math.min(MAX_BREAKS, Math.max(this.#breaks, start));
    if (breaks > 0) this.#endLine(breaks);
    if (piece === HARD_BREAK) this.#trimEnd();
    this.#parts.push(piece.slice(start, piece.length - end));
    this.#breaks = end;
  }

  /** Everything, between the line breaks that were asked for at its ends. */
  toString(): string {
    return this.#parts.join('') + '\n'.repeat(Math.min(MAX_BREAKS, this.#breaks));
  }

  /** Spaces before a line feed mean nothing, except the two of a hard line break, and those too before an empty line. */
  #endLine(breaks: number): void {
    if (breaks > 1 || !this.#parts.at(-1)?.endsWith('  ')) this.#trimEnd();
    this.#parts.push('\n'.repeat(breaks));
  }

  #trimEnd(): void {
    const last = this.#parts.at(-1);
    if (last?.endsWith(' ')) this.#parts[this.#parts.length - 1] = last.replace(/ +$/, '');
  }
}

function countLeading(text: string): number {
  let count = 0;
  while (text.charCodeAt(count) === LINE_FEED) count++;
  return count;
}

function countTrailing(text: string): number {
  let count = 0;
  while (text.charCodeAt(text.length - 1 - count) === LINE_FEED) count++;
  return count;
}
