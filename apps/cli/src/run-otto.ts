import { CommandFactory, CommandRunnerService } from 'nest-commander';
import { CliModule } from './cli.module';
import type { Invocation } from './invocation';
import { Output } from './output/output';
import { ToldFailure } from './told-failure';
import { HelpShown } from './usage-error';
import { VERSION } from './version';

/** Runs one command line. Gives the exit code: 0 when it did what it was asked, else 1. Never throws. */
export async function runOtto(invocation: Invocation): Promise<0 | 1> {
  const output = new Output(invocation);
  try {
    await runCommand(invocation, output);
    return 0;
  } catch (error) {
    if (error instanceof HelpShown) {
      if (error.failure !== undefined && output.isJson) output.error(error.failure);
      return error.failure === undefined ? 0 : 1;
    }
    if (error instanceof ToldFailure) return 1;
    output.error(error);
    return 1;
  }
}

async function runCommand(invocation: Invocation, output: Output): Promise<void> {
  let failure: { readonly error: unknown } | undefined;
  const app = await CommandFactory.createWithoutRunning(CliModule.for(invocation, output), {
    ...(hasOwnVersionOption(invocation.argv) ? {} : { version: VERSION }),
    abortOnError: false,
    helpConfiguration: {
      showGlobalOptions: true,
      // A command that is only for Otto itself has no description.
      visibleCommands: ({ commands }) => commands.filter((command) => command.description() !== ''),
    },
    outputConfiguration: {
      writeOut: (text) => invocation.stdout.write(text),
      writeErr: (text) => invocation.stderr.write(text),
      // Errors are printed in one place, with code and remedy.
      outputError: () => undefined,
      getOutHelpWidth: () => invocation.stdout.columns || 100,
      getErrHelpWidth: () => invocation.stderr.columns || 100,
    },
    serviceErrorHandler: (error) => {
      failure = { error };
    },
  });
  try {
    await app.get(CommandRunnerService).run(['node', 'otto', ...invocation.argv]);
  } finally {
    await app.close();
  }
  if (failure !== undefined) throw failure.error;
}

/** `otto extension update --version 1.2.0`: commander would take the option for `otto --version`, wherever it stands. */
function hasOwnVersionOption(argv: readonly string[]): boolean {
  const group = argv.indexOf('extension');
  return group !== -1 && argv.indexOf('update', group) !== -1;
}
