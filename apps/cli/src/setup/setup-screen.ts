/** Where a setup shows what it does. */
export interface SetupScreen {
  /** Shows that `work` is under way, and then what `describe` says of its result. */
  during<T>(label: string, work: () => Promise<T>, describe: (result: T) => string): Promise<T>;
  /** Something to know that does not stop the setup. */
  warn(text: string): void;
}

/** For programs: they get a report at the end. */
export const NO_SCREEN: SetupScreen = {
  during: (_label, work) => work(),
  warn: () => undefined,
};
