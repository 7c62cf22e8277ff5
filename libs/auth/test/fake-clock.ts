/** A clock that stands still until it is told to move. */
export class FakeClock {
  now = Date.UTC(2026, 0, 1);

  readonly read = (): number => this.now;

  advance(ms: number): void {
    this.now += ms;
  }
}
