/** Milliseconds since 1970. Injected, so that specs decide what time it is. */
export type Clock = () => number;

/** Nest token of the relay's one clock. */
export const CLOCK = Symbol('otto:clock');
