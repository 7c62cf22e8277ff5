import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import type * as ClackModule from '@clack/prompts';
import type { Readable, Writable } from 'node:stream';
import { Invocation } from '../invocation';
import { Output } from '../output/output';
import { printable } from '../output/printable';
import { canRedraw } from '../output/style';
import { wrapped } from '../output/text-width';
import type { SetupScreen } from './setup-screen';

type Clack = typeof ClackModule;

/** `│  `, and one that terminals want free. */
const RULE_COLUMNS = 4;

export interface Choice<T> {
  readonly value: T;
  readonly label: string;
}

/** Leads a person at a terminal through the setup. What draws the questions is loaded only for that. */
@Injectable()
export class Guide implements SetupScreen {
  #clack: Clack | undefined;

  constructor(
    private readonly invocation: Invocation,
    private readonly output: Output,
  ) {}

  /** Whether there is a person to ask, at a terminal on which questions can be drawn. */
  get isAttended(): boolean {
    const { stdin, stdout, stderr, env } = this.invocation;
    return Boolean((stdin as Readable & { isTTY?: boolean }).isTTY && canRedraw(stdout, env) && canRedraw(stderr, env));
  }

  async begin(title: string): Promise<void> {
    this.#clack = await import('@clack/prompts');
    this.#clack.intro(title, this.#streams);
  }

  async during<T>(label: string, work: () => Promise<T>, describe: (result: T) => string): Promise<T> {
    const progress = this.output.progress(label);
    try {
      const result = await work();
      progress.end();
      this.#loaded.log.success(this.#wrapped(describe(result)), this.#streams);
      return result;
    } finally {
      progress.end();
    }
  }

  warn(text: string): void {
    this.#loaded.log.warn(this.#wrapped(text), this.#streams);
  }

  tell(text: string): void {
    this.#loaded.log.info(this.#wrapped(text), this.#streams);
  }

  steps(title: string, steps: readonly string[]): void {
    const numbered = steps.map((step, index) => `${index + 1}. ${printable(step)}`);
    this.#loaded.note(numbered.join('\n'), title, { ...this.#streams, format: (line) => line });
  }

  /**
   * Undefined when `outdated` took the question back before it was answered.
   *
   * @throws OttoError `command_cancelled` at Ctrl+C, as the other questions do
   */
  async confirm(question: string, outdated?: AbortSignal): Promise<boolean | undefined> {
    const signal = AbortSignal.any([this.invocation.signal, ...(outdated ? [outdated] : [])]);
    const answer = await this.#loaded.confirm({ message: printable(question), ...this.#streams, signal });
    return outdated?.aborted ? undefined : this.#answer(answer);
  }

  async choose<T extends string>(question: string, choices: readonly Choice<T>[]): Promise<T> {
    const options = choices.map(({ value, label }) => ({ value: value as string, label }));
    return this.#answer(await this.#loaded.select({ message: question, options, ...this.#streams })) as T;
  }

  /** Asks again until `check` finds nothing to say. */
  async ask(question: string, placeholder: string, check: (text: string) => string | undefined): Promise<string> {
    const validate = (text: string | undefined): string | undefined => check(text ?? '');
    return this.#answer(await this.#loaded.text({ message: question, placeholder, validate, ...this.#streams }));
  }

  end(text: string): void {
    this.#loaded.outro(printable(text), this.#streams);
  }

  /** Between words, so that every line of it stands behind the rule at the left. */
  #wrapped(text: string): string {
    return wrapped(printable(text), (this.output.columns ?? 80) - RULE_COLUMNS);
  }

  #answer<T>(answer: T): Exclude<T, symbol> {
    if (typeof answer === 'symbol') throw new OttoError('command_cancelled');
    return answer as Exclude<T, symbol>;
  }

  get #loaded(): Clack {
    if (this.#clack === undefined) throw new Error('the guide has not begun');
    return this.#clack;
  }

  get #streams(): { input: Readable; output: Writable; signal: AbortSignal } {
    const { stdin: input, stdout: output, signal } = this.invocation;
    return { input, output, signal };
  }
}
