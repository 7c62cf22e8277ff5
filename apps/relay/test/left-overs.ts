/** What specs have started and not ended yet, and how it is ended. */
export const leftOvers = new Map<object, () => Promise<unknown>>();
