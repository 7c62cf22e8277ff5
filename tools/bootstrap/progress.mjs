const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 80;

/**
 * @typedef {{ write(text: string): unknown, isTTY?: boolean, columns?: number }} Terminal
 * @typedef {{ done(note?: string): void, failed(): void }} Step
 */

/**
 * Shows steps and their times: on a terminal a line that moves, elsewhere one line when a step begins and one when it
 * ends. Several steps may run at once. Goes to stderr, so that stdout holds results alone.
 */
export class Progress {
  #terminal;
  #clock;
  #isLive;
  #hasColour;
  /** @type {Map<string, number>} */
  #running = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #frame = 0;

  /** @param {{ terminal?: Terminal, clock?: () => number, env?: NodeJS.ProcessEnv }} [options] */
  constructor({ terminal = process.stderr, clock = () => performance.now(), env = process.env } = {}) {
    this.#terminal = terminal;
    this.#clock = clock;
    this.#isLive = terminal.isTTY === true && env.TERM !== 'dumb' && !env.CI;
    this.#hasColour = this.#isLive && !env.NO_COLOR;
  }

  /**
   * Begins a step; its line stays open until `done` or `failed`.
   * @param {string} label
   * @returns {Step}
   */
  start(label) {
    const startedAt = this.#clock();
    this.#running.set(label, startedAt);
    if (this.#isLive) this.#animate();
    else this.#terminal.write(`  … ${label}\n`);
    const end = (/** @type {string} */ mark, /** @type {string} */ colour, note = '') => {
      if (!this.#running.delete(label)) return;
      const seconds = this.#paint('2', `${((this.#clock() - startedAt) / 1000).toFixed(1)} s`);
      this.line(`  ${this.#paint(colour, mark)} ${label}${note && `: ${note}`}  ${seconds}`);
    };
    return { done: (note) => end('✓', '32', note), failed: () => end('✗', '31') };
  }

  /**
   * Runs `work` as a step; a throw marks it failed and goes on to the caller.
   * @template T
   * @param {string} label
   * @param {() => Promise<T>} work
   * @param {(result: T) => string} [note] what to add to the line when it is done
   * @returns {Promise<T>}
   */
  async step(label, work, note) {
    const step = this.start(label);
    try {
      const result = await work();
      step.done(note?.(result));
      return result;
    } catch (error) {
      step.failed();
      throw error;
    }
  }

  /** Writes a line of its own above the running steps. @param {string} text */
  line(text) {
    this.#clear();
    this.#terminal.write(`${text}\n`);
    if (this.#running.size === 0) this.stop();
    else this.#draw();
  }

  /** Ends what moves; safe to call at any time. */
  stop() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#clear();
  }

  #animate() {
    this.#timer ??= setInterval(() => {
      this.#frame = (this.#frame + 1) % FRAMES.length;
      this.#draw();
    }, FRAME_MS).unref();
    this.#draw();
  }

  #draw() {
    if (!this.#isLive) return;
    const now = this.#clock();
    const steps = [...this.#running].map(([label, since]) => `${label} ${((now - since) / 1000).toFixed(0)} s`);
    const width = Math.max(20, (this.#terminal.columns || 80) - 5);
    this.#clear();
    this.#terminal.write(`  ${this.#paint('36', FRAMES[this.#frame] ?? '')} ${steps.join(', ').slice(0, width)}`);
  }

  #clear() {
    if (this.#isLive) this.#terminal.write('\r\u001b[2K');
  }

  /** @param {string} colour @param {string} text */
  #paint(colour, text) {
    return this.#hasColour ? `\u001b[${colour}m${text}\u001b[0m` : text;
  }
}
