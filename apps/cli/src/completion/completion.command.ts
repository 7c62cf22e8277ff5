import { Command, CommandRunner } from 'nest-commander';
import { Output } from '../output/output';
import { parseChoice } from '../parse-option';
import { SHELL_SUPPORT, SHELLS } from './shells';

@Command({
  name: 'completion',
  arguments: '<shell>',
  argsDescription: { shell: SHELLS.join(', ') },
  description: 'Print what makes a shell complete the commands of otto',
})
export class CompletionCommand extends CommandRunner {
  constructor(private readonly output: Output) {
    super();
  }

  async run([name = '']: string[]): Promise<void> {
    const shell = parseChoice('shell', name, SHELLS);
    const { script, install } = SHELL_SUPPORT[shell];
    const text = `# Completion of otto for ${shell}. To have it in every new ${shell}:\n#   ${install}\n`;
    // zsh takes a file for a completion only when #compdef is its first line.
    const whole = script.startsWith('#compdef') ? script.replace('\n', `\n${text}`) : text + script;
    this.output.content(whole, { shell, install, script: whole });
  }
}
