/** Collects pieces of text and the line breaks between them, as the innerText algorithm does. */
export class TextFlow {
  #text = '';
  #breaks = 0;

  /** Asks for at least `count` line feeds before the next text; of several requests the largest counts. */
  breakLine(count: number): void {
    if (this.#text !== '') this.#breaks = Math.max(this.#breaks, count);
  }

  /** Adds text with white space collapsed; white space alone only keeps words apart. */
  addCollapsed(text: string): void {
    const collapsed = text.replace(/[ \t\r\n\f]+/g, ' ');
    const isAtStart = this.#text === '' || this.#breaks > 0 || /\s$/.test(this.#text);
    this.add(isAtStart ? collapsed.replace(/^ /, '') : collapsed);
  }

  /** Adds text as it is. */
  add(text: string): void {
    if (text === '') return;
    if (this.#breaks > 0) this.#text = this.#text.replace(/ +$/, '') + '\n'.repeat(this.#breaks);
    this.#text += text;
    this.#breaks = 0;
  }

  toString(): string {
    return this.#text.trim();
  }
}
