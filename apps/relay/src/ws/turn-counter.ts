/** Numbers the turns of the event loop: whoever asks in the same turn gets the same number. */
export class TurnCounter {
  #turn = 0;
  #isRunning = false;

  get current(): number {
    if (!this.#isRunning) {
      this.#isRunning = true;
      setImmediate(() => this.#end());
    }
    return this.#turn;
  }

  #end(): void {
    this.#turn += 1;
    this.#isRunning = false;
  }
}
