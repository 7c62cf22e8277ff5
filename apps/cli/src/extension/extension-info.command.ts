import { EXTENSION_ID } from '@otto/protocol';
import { CommandRunner, SubCommand } from 'nest-commander';
import { Output } from '../output/output';
import { describeExtension, extensionInWords } from './describe-extension';
import { ExtensionFiles } from './extension-files';

@SubCommand({ name: 'info', description: 'Tell which extension is unpacked and where, and whether it is unchanged' })
export class ExtensionInfoCommand extends CommandRunner {
  constructor(
    private readonly extension: ExtensionFiles,
    private readonly output: Output,
  ) {
    super();
  }

  async run(): Promise<void> {
    const [installed, shipped] = await Promise.all([this.extension.installed(), this.extension.shipped()]);
    const { version, sha256 } = shipped;
    const isCurrent = installed.state === 'intact' && installed.sha256 === sha256;
    const { bold, dim } = this.output.style;
    const facts = [
      [dim('unpacked'), extensionInWords(installed)],
      [dim('in'), installed.directory],
      [dim('shipped'), `${version} with this command${isCurrent ? ', the same' : ''}`],
      [dim('id'), EXTENSION_ID],
    ];
    const width = Math.max(...facts.map(([name = '']) => name.length)) + 2;
    const lines = facts.map(([name = '', value = '']) => `  ${name.padEnd(width)}${value}\n`);
    const remedy = isCurrent ? '' : `${dim('→')} Unpack the one that came with this command: otto extension update\n`;
    this.output.print(`${bold('Otto extension')}\n${lines.join('')}${remedy}`, {
      id: EXTENSION_ID,
      installed: describeExtension(installed),
      shipped: { version, sha256 },
      isCurrent,
    });
  }
}
