import { EXTENSION_ID } from '@otto/protocol';
import { CommandRunner, SubCommand } from 'nest-commander';
import { Output } from '../output/output';
import { ExtensionFiles, type InstalledExtension } from './extension-files';

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
      [dim('unpacked'), describe(installed)],
      [dim('in'), installed.directory],
      [dim('shipped'), `${version} with this command${isCurrent ? ', the same' : ''}`],
      [dim('id'), EXTENSION_ID],
    ];
    const width = Math.max(...facts.map(([name = '']) => name.length)) + 2;
    const lines = facts.map(([name = '', value = '']) => `  ${name.padEnd(width)}${value}\n`);
    const remedy = isCurrent ? '' : `${dim('→')} Unpack the one that came with this command: otto extension update\n`;
    this.output.print(`${bold('Otto extension')}\n${lines.join('')}${remedy}`, {
      id: EXTENSION_ID,
      installed: asData(installed),
      shipped: { version, sha256 },
      isCurrent,
    });
  }
}

function describe(installed: InstalledExtension): string {
  switch (installed.state) {
    case 'missing':
      return 'not yet';
    case 'damaged':
      return `damaged (${installed.problem.code}: ${installed.problem.message})`;
    case 'intact':
      return `${installed.version}, every file as its SHA-256 says`;
  }
}

function asData(installed: InstalledExtension): object {
  return installed.state === 'damaged' ? { ...installed, problem: installed.problem.toBody() } : installed;
}
