/** Ends a command that has failed, and has told all about it: nothing more is printed, the exit code is 1. */
export class ToldFailure extends Error {
  constructor() {
    super('the command has told why it failed');
  }
}
