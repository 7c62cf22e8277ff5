import type { Screen } from '../invocation';
import type { Style } from './style';
import { fitting } from './text-width';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 80;
const SHOW_ELAPSED_AFTER_MS = 1_000;
const CLEAR_LINE = '\r\u001b[2K';

/** Something is under way. */
export interface Progress {
  /** Says something else from its next turn on; may be called as often as there is something to say. */
  update(text: string): void;
  /** Writes lines above it: it stays the last one on the screen. */
  above(write: () => void): void;
  /** Takes the line away again. May be called twice. */
  end(): void;
}

export const SILENT: Progress = {
  update: () => undefined,
  above: (write) => write(),
  end: () => undefined,
};

/** A line that turns and counts the seconds, for people who wait at a terminal. */
export class Spinner implements Progress {
  readonly #startedAt = Date.now();
  readonly #timer: NodeJS.Timeout;
  #frame = 0;
  #ended = false;

  constructor(
    private readonly screen: Screen,
    private readonly style: Style,
    private text: string,
  ) {
    this.#timer = setInterval(() => this.#turn(), FRAME_MS);
    this.#draw();
  }

  update(text: string): void {
    this.text = text;
  }

  above(write: () => void): void {
    if (!this.#ended) this.screen.write(CLEAR_LINE);
    write();
    if (!this.#ended) this.#draw();
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#timer);
    this.screen.write(CLEAR_LINE);
  }

  #turn(): void {
    this.#frame += 1;
    this.#draw();
  }

  #draw(): void {
    const frame = FRAMES[this.#frame % FRAMES.length] ?? '';
    const elapsedMs = Date.now() - this.#startedAt;
    const elapsed = elapsedMs < SHOW_ELAPSED_AFTER_MS ? '' : this.style.dim(` ${Math.floor(elapsedMs / 1000)} s`);
    this.screen.write(`${CLEAR_LINE}${this.style.cyan(frame)} ${this.#fitting(this.text)}${elapsed}`);
  }

  /** A line that wraps could not be cleared again. Some terminals say that they have 0 columns. */
  #fitting(text: string): string {
    return fitting(text, Math.max(10, (this.screen.columns || 80) - 12));
  }
}
