type Cleanup = () => Promise<void>;

/** What has to be undone when a command ends, however it ends; the latest first. */
export class Cleanups {
  readonly #pending: Cleanup[] = [];
  #isOver = false;

  /** What comes when all is over, because its start took longer than the command, is undone at once. */
  add(cleanup: Cleanup): void {
    if (this.#isOver) void quietly(cleanup);
    else this.#pending.push(cleanup);
  }

  /** Undoes everything. What cannot be undone keeps nothing else from being undone, nor the command from its own outcome. */
  async run(): Promise<void> {
    this.#isOver = true;
    for (const cleanup of this.#pending.splice(0).reverse()) await quietly(cleanup);
  }
}

async function quietly(cleanup: Cleanup): Promise<void> {
  await cleanup().catch(() => undefined);
}
