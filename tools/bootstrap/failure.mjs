/** Ends a run with what the user needs: which step, why, and what to do about it. */
export class Failure extends Error {
  /**
   * @param {string} step what was being done
   * @param {string} reason why it did not work
   * @param {{remedy?: string, output?: string}} [more] what to do about it; what the failed program wrote
   */
  constructor(step, reason, { remedy, output } = {}) {
    super(`${step}: ${reason}`);
    this.step = step;
    this.reason = reason;
    this.remedy = remedy;
    this.output = output;
  }
}

/** The user's Ctrl+C, or another program's request to end. `exitCode` is what a shell expects: 128 + signal number. */
export class Interrupted extends Error {
  /** @param {'SIGINT' | 'SIGTERM' | 'SIGHUP'} signal */
  constructor(signal) {
    super(`ended by ${signal}`);
    this.exitCode = 128 + { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }[signal];
  }
}
