import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { readEnvironment } from '@otto/protocol';
import { Invocation } from '../invocation';
import { Output } from '../output/output';
import { findBrowser } from './find-browser';

@SubCommand({ name: 'browser', description: 'Tell which browser "otto node start" would run' })
export class NodeBrowserCommand extends CommandRunner {
  constructor(
    private readonly invocation: Invocation,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], options: { browser?: string }): Promise<void> {
    const browser = findBrowser(options.browser ?? readEnvironment(['OTTO_BROWSER'], this.invocation.env).OTTO_BROWSER);
    this.output.done(`${browser.name}: ${browser.path}`, browser);
  }

  @Option({ flags: '--browser <path>', description: 'a path or program name, as for "otto node start"' })
  browser(value: string): string {
    return value;
  }
}
