import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { Output } from '../output/output';
import { ExtensionFiles, type Update, type UpdateRequest } from './extension-files';
import { loadingSteps } from './loading-steps';

@SubCommand({ name: 'update', description: 'Unpack the extension, for a browser to load; verified by its SHA-256' })
export class ExtensionUpdateCommand extends CommandRunner {
  constructor(
    private readonly extension: ExtensionFiles,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], options: UpdateRequest): Promise<void> {
    const progress = this.output.progress('Unpacking the extension');
    const update = await this.extension.update(options);
    progress.end();
    this.output.done(sentence(update), update);
    if (update.status === 'installed') this.output.note(loadingSteps(update.directory).join('\n'));
    if (update.status === 'updated') this.output.note('Reload it: chrome://extensions, the circling arrow of Otto.');
  }

  @Option({ flags: '--version <version>', description: 'the version that it has to be' })
  version(text: string): string {
    return text;
  }

  @Option({
    flags: '--from <source>',
    description: 'a directory, a zip file, or the https address of one (default: the one that came with this command)',
  })
  from(text: string): string {
    return text;
  }

  @Option({ flags: '--output <dir>', description: 'where to unpack it, now and later (default: below OTTO_HOME)' })
  outputDirectory(text: string): string {
    return text;
  }
}

function sentence({ status, version, previousVersion, directory }: Update): string {
  if (status === 'already_current') return `Version ${version} is unpacked in ${directory} already`;
  const from = previousVersion === undefined || previousVersion === version ? '' : ` (was ${previousVersion})`;
  return `Version ${version}${from} is unpacked in ${directory}`;
}
