import path from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { runProgram } from '../bootstrap/run-program.mjs';

/** No command that the demo uses takes longer, unless it hangs. */
const LIMIT_MS = 120_000;

/** The `otto` command with a home of its own, as a user's shell would run it. */
export class Otto {
  #launcher;
  #env;

  /** @param {{ root: string, home: string, browser?: string }} options */
  constructor({ root, home, browser }) {
    this.#launcher = path.join(root, 'apps/cli/bin/otto.js');
    // Settings of the user's own would lead to the user's own relay.
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('OTTO_'));
    this.#env = {
      ...Object.fromEntries(own),
      OTTO_HOME: home,
      OTTO_KEYCHAIN: 'false',
      ...(browser && { OTTO_BROWSER: browser }),
    };
  }

  /** How to call it by hand. */
  get commandLine() {
    return `node ${this.#launcher}`;
  }

  /**
   * Runs one command and gives its stdout. It is kept apart from the terminal, so that Ctrl+C reaches the demo alone,
   * which then ends it and cleans up.
   * @param {readonly string[]} args
   * @param {AbortSignal} [signal]
   */
  async run(args, signal) {
    const limit = AbortSignal.timeout(LIMIT_MS);
    const { code, stdout, stderr } = await runProgram(process.execPath, [this.#launcher, ...args], {
      env: this.#env,
      apart: true,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    if (code === 0) return stdout;
    throw failureOf(`otto ${args.join(' ')}`, stderr);
  }

  /**
   * The same with --json, parsed.
   * @param {readonly string[]} args
   * @param {AbortSignal} [signal]
   */
  async json(args, signal) {
    return JSON.parse(await this.run([...args, '--json'], signal));
  }
}

/** Errors of `otto` are `code: message` and `→ what to do`. @param {string} command @param {string} stderr */
function failureOf(command, stderr) {
  const reason = /^(?!warning:)[a-z_]+: .*$/m.exec(stderr)?.[0];
  const remedy = /^→ (.*)$/m.exec(stderr)?.[1];
  return new Failure(command, reason ?? (stderr.trim() || 'it ended without a word'), { remedy });
}
