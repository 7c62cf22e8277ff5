/** What has to be undone, in the opposite order. Everything is tried, even when some of it fails. */
export class Teardown {
  /** @type {{ group: string, undo: () => Promise<unknown> }[]} */
  #steps = [];

  /** @param {string} group @param {() => Promise<unknown>} undo */
  add(group, undo) {
    this.#steps.push({ group, undo });
  }

  /** Leaves that group as it is. @param {string} group */
  forget(group) {
    this.#steps = this.#steps.filter((step) => step.group !== group);
  }

  /** Rejects with the first failure once all was tried. */
  async run() {
    /** @type {unknown[]} */
    const failures = [];
    for (const { undo } of this.#steps.splice(0).reverse()) await undo().catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }
}
