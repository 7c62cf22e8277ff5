/** Repeats `step`, which lets pending work go on, until a condition holds; fails when it never does. */
export async function until(condition: () => boolean, step: () => Promise<unknown> = nextTurn): Promise<void> {
  for (let turn = 0; turn < 10_000; turn += 1) {
    if (condition()) return;
    await step();
  }
  throw new Error('What the test waits for did not happen.');
}

function nextTurn(): Promise<void> {
  return new Promise(setImmediate);
}
