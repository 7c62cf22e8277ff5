import { Injectable } from '@nestjs/common';
import { OttoError, toOttoError } from '@otto/protocol';
import { once } from 'node:events';
import { Invocation } from '../invocation';
import { inlinePicture, pictureProtocol, type Picture } from './inline-picture';
import { printable } from './printable';
import { SILENT, Spinner, type Progress } from './spinner';
import { canRedraw, styleFor, type Style } from './style';
import { renderTable } from './table';

/**
 * The only way from a command to the screen. With `--json` stdout holds one JSON document and nothing else; without it,
 * text for people. Errors, notes and progress go to stderr, so that stdout can be piped.
 */
@Injectable()
export class Output {
  /** Colours for what a command puts into the texts that it prints on stdout. */
  readonly style: Style;
  readonly #errorStyle: Style;
  /** Whether `--json` was given: read here, so that a command line that cannot be parsed is answered in JSON as well. */
  readonly isJson: boolean;
  #progress: Progress = SILENT;

  constructor(private readonly invocation: Invocation) {
    this.style = styleFor(invocation.stdout, invocation.env);
    this.#errorStyle = styleFor(invocation.stderr, invocation.env);
    const { argv } = invocation;
    // What follows `--` is meant for somebody else.
    this.isJson = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : undefined).includes('--json');
  }

  /** The width of the terminal that stdout is; undefined when it is none. */
  get columns(): number | undefined {
    const { isTTY, columns } = this.invocation.stdout;
    return isTTY ? columns || 80 : undefined;
  }

  /** What the command achieved: a sentence for people, `data` for programs. */
  done(text: string, data: unknown): void {
    this.print(`${this.style.green('✔')} ${printable(text)}\n`, data);
  }

  /** Text that is shown as it is composed; the caller cleans what comes from outside with `printable`. */
  print(text: string, data: unknown): void {
    this.#progress.end();
    this.#write(this.isJson ? `${JSON.stringify(data, null, 2)}\n` : text);
  }

  /** A table, or the sentence `none` when it would be empty. */
  table(table: { head: readonly string[]; rows: readonly (readonly string[])[]; none: string }, data: unknown): void {
    const text = table.rows.length > 0 ? renderTable(table.head, table.rows, this.style) : `${table.none}\n`;
    this.print(text, data);
  }

  /**
   * One of many, as it comes: a line for people, above what is under way; a line of JSON (NDJSON) for programs. Resolves
   * when there is room for the next one.
   */
  line(text: string, data: unknown): Promise<void> {
    return this.rawLine(this.isJson ? JSON.stringify(data) : text);
  }

  /** The same for a line that is what people and programs want alike. */
  async rawLine(text: string): Promise<void> {
    let hasRoom = true;
    this.#progress.above(() => (hasRoom = this.invocation.stdout.write(`${text}\n`)));
    if (!hasRoom) await once(this.invocation.stdout, 'drain');
  }

  /** A picture, on terminals that can show one. */
  picture(picture: Picture): void {
    const { stdout, env } = this.invocation;
    const protocol = this.isJson || !stdout.isTTY ? undefined : pictureProtocol(env);
    if (protocol === undefined) return;
    this.#progress.end();
    this.#write(inlinePicture(picture, protocol, stdout.columns || 80));
  }

  /** Text from outside as stdout takes it: harmless on a terminal, unchanged in a pipe or a file. */
  shown(text: string): string {
    return this.invocation.stdout.isTTY ? printable(text) : text;
  }

  /** The thing that the user asked for, such as a page's Markdown. Unchanged when it goes to a pipe or a file. */
  content(text: string, data: unknown): void {
    const shown = this.shown(text);
    this.print(shown.endsWith('\n') ? shown : `${shown}\n`, data);
  }

  /**
   * Bytes for whatever reads stdout.
   *
   * @throws OttoError `invalid_argument` where that is a terminal, or was to hold JSON
   */
  bytes(content: Uint8Array): void {
    const { stdout } = this.invocation;
    const obstacle = this.isJson ? '--json wants stdout for itself' : stdout.isTTY && 'a terminal cannot take it';
    if (obstacle) throw new OttoError('invalid_argument', { name: '--output -', reason: obstacle });
    this.#progress.end();
    stdout.write(content);
  }

  /** Something to know that is not the answer. */
  note(text: string): void {
    this.#toStderr(this.#errorStyle.dim(printable(text)));
  }

  warn(text: string): void {
    this.#toStderr(`${this.#errorStyle.yellow('warning:')} ${printable(text)}`);
  }

  /** Shows that something is under way, at a terminal only. One at a time: a new one takes the place of the last. */
  progress(text: string): Progress {
    this.#progress.end();
    const { stderr, env } = this.invocation;
    this.#progress = canRedraw(stderr, env) && !this.isJson ? new Spinner(stderr, this.#errorStyle, text) : SILENT;
    return this.#progress;
  }

  /** The error's code and text, and the one thing to do next. A program that asked for JSON gets the same as an object on stdout. */
  error(thrown: unknown): void {
    const error = toOttoError(thrown);
    this.#progress.end();
    this.invocation.stderr.write(this.#describe(error));
    if (this.isJson) this.#write(`${JSON.stringify(errorBody(error), null, 2)}\n`);
  }

  #describe(error: OttoError): string {
    const { red, dim } = this.#errorStyle;
    const hint = error.hint === '' ? '' : `${dim('→')} ${printable(error.hint)}\n`;
    return `${red(`${printable(error.code)}:`)} ${printable(error.message)}\n${hint}${dim(bugReport(error))}`;
  }

  #toStderr(text: string): void {
    this.#progress.above(() => this.invocation.stderr.write(`${text}\n`));
  }

  #write(text: string): void {
    this.invocation.stdout.write(text);
  }
}

/** An error that nobody foresaw is worth its stack: it is the user's own machine, and the report will need it. */
function bugReport({ code, cause }: OttoError): string {
  return code === 'internal_error' && cause instanceof Error ? `${printable(cause.stack ?? cause.message)}\n` : '';
}

function errorBody(error: OttoError): object {
  const { requestId } = error.details;
  return { ...error.toBody(), ...(requestId !== undefined && { requestId }) };
}
