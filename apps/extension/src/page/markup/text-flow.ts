/** Collects pieces of text and the line breaks between them, as the innerText algorithm does. */
export class TextFlow {
  /** Never put together before the end: a page may be millions of characters in ten thousands of pieces. */
  readonly #pieces: string[] = [];
  #breaks = 0;

  /** Asks for at least `count` line feeds before the next text; of several requests the largest counts. */
  breakLine(count: number): void {
    if (this.#pieces.length > 0) this.#breaks = Math.max(this.#breaks, count);
  }

  /** Adds text with white space collapsed; white space alone only keeps words apart. */
  addCollapsed(text: string): void {
    const collapsed = text.replace(/[ \t\r\n\f]+/g, ' ');
    const isAtStart = this.#breaks > 0 || /^\s?$/.test(this.#pieces.at(-1)?.slice(-1) ?? '');
    this.add(isAtStart ? collapsed.replace(/^ /, '') : collapsed);
  }

  /** Adds text as it is. */
  add(text: string): void {
    if (text === '') return;
    if (this.#breaks > 0) {
      this.#trimEnd();
      this.#pieces.push('\n'.repeat(this.#breaks));
    }
    this.#pieces.push(text);
    this.#breaks = 0;
  }

  toString(): string {
    return this.#pieces.join('').trim();
  }

  /** Spaces at the end of a line are not seen. */
  #trimEnd(): void {
    for (let last = this.#pieces.pop(); last !== undefined; last = this.#pieces.pop()) {
      let end = last.length;
      while (last.charAt(end - 1) === ' ') end--;
      if (end > 0) return void this.#pieces.push(last.slice(0, end));
    }
  }
}
