interface Cell {
  readonly character: string;
  /** SGR codes that are on, in their order. */
  readonly style: readonly number[];
}

const BLANK: Cell = { character: ' ', style: [] };
/** A control sequence, one of the kinds that end with ST or BEL (pictures, titles), or a single character. */
const TOKEN = /\u001b\[([0-9;?]*)([A-Za-z])|\u001b[_\]P]([^\u0007\u001b]*)(?:\u0007|\u001b\\)|\u001b[()=>].?|[\s\S]/gu;
/** What each "off" code ends. */
const ENDS: Readonly<Record<number, readonly number[]>> = {
  22: [1, 2],
  23: [3],
  24: [4],
  39: [30, 31, 32, 33, 34, 35, 36, 37, 90, 91, 92, 93, 94, 95, 96, 97],
};

/** What somebody in front of a terminal sees, and what has scrolled off it: the sequences that Otto uses, carried out. */
export class TerminalScreen {
  readonly #rows: Cell[][] = [[]];
  /** Pictures and titles, as they were sent. */
  readonly specials: string[] = [];
  #row = 0;
  #column = 0;
  #style: readonly number[] = [];
  #rest = '';

  constructor(private readonly columns: number) {}

  write(text: string): void {
    const whole = this.#rest + text;
    // A sequence that has not arrived whole yet waits for the rest.
    const open = /\u001b(?:\[[0-9;?]*|[_\]P][^\u0007\u001b]*\u001b?)?$/.exec(whole)?.index ?? whole.length;
    this.#rest = whole.slice(open);
    for (const [token, parameters = '', letter, special] of whole.slice(0, open).matchAll(TOKEN)) {
      if (letter !== undefined) this.#control(letter, parameters);
      else if (special !== undefined) this.specials.push(special);
      else if (!token.startsWith('\u001b')) this.#put(token);
    }
  }

  /** The lines as text, without blanks at their ends. */
  get lines(): string[] {
    return this.#rows.map((row) =>
      row
        .map(({ character }) => character)
        .join('')
        .trimEnd(),
    );
  }

  get text(): string {
    return this.lines.join('\n').trimEnd();
  }

  /** The same with its colours, for a picture of it. */
  get coloured(): string {
    return this.#rows.map(colouredRow).join('\n').trimEnd();
  }

  #put(character: string): void {
    if (character === '\r') this.#column = 0;
    else if (character === '\n') this.#moveTo(this.#row + 1);
    else if (character === '\b') this.#column = Math.max(0, this.#column - 1);
    else if (character >= ' ') this.#print(character);
  }

  #print(character: string): void {
    if (this.#column >= this.columns) {
      this.#column = 0;
      this.#moveTo(this.#row + 1);
    }
    const row = this.#current;
    while (row.length < this.#column) row.push(BLANK);
    row[this.#column] = { character, style: this.#style };
    this.#column += 1;
  }

  #control(letter: string, parameters: string): void {
    const codes = parameters.split(';').map(Number);
    const count = codes[0] || 1;
    switch (letter) {
      case 'm':
        return codes.forEach((code) => this.#paint(code));
      case 'A':
        return this.#moveTo(this.#row - count);
      case 'B':
        return this.#moveTo(this.#row + count);
      case 'C':
        this.#column = Math.min(this.columns - 1, this.#column + count);
        return;
      case 'D':
        this.#column = Math.max(0, this.#column - count);
        return;
      case 'G':
        this.#column = count - 1;
        return;
      case 'K':
        return this.#clearLine(codes[0] ?? 0);
      case 'J':
        this.#rows.length = this.#row + 1;
        return this.#clearLine(0);
    }
  }

  #clearLine(which: number): void {
    if (which === 2) this.#current.length = 0;
    else if (which === 0) this.#current.length = Math.min(this.#current.length, this.#column);
  }

  #paint(code: number): void {
    const ended = code === 0 ? this.#style : (ENDS[code] ?? []);
    const kept = this.#style.filter((one) => !ended.includes(one));
    this.#style = code === 0 || code in ENDS ? kept : [...kept, code];
  }

  #moveTo(row: number): void {
    this.#row = Math.max(0, row);
    while (this.#rows.length <= this.#row) this.#rows.push([]);
  }

  get #current(): Cell[] {
    return this.#rows[this.#row] as Cell[];
  }
}

function colouredRow(row: readonly Cell[]): string {
  let text = '';
  let before = '';
  for (const { character, style } of row) {
    const codes = style.join(';');
    if (codes !== before) text += `\u001b[0${codes === '' ? '' : `;${codes}`}m`;
    before = codes;
    text += character;
  }
  return `${text}${before === '' ? '' : '\u001b[0m'}`.trimEnd();
}
