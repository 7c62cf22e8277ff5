import { Command, CommandRunner, Option } from 'nest-commander';
import { Output } from '../output/output';
import { printable } from '../output/printable';
import { ToldFailure } from '../told-failure';
import { Doctor } from './doctor';
import type { Finding } from './finding';

@Command({ name: 'doctor', description: 'Look at everything that has to hold, and tell how to mend what does not' })
export class DoctorCommand extends CommandRunner {
  constructor(
    private readonly doctor: Doctor,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], { fix = false }: { readonly fix?: boolean }): Promise<void> {
    const progress = this.output.progress('Looking');
    const findings = await this.doctor.examine({ fix, onCheck: (name) => progress.update(`Looking at: ${name}`) });
    progress.end();
    const healthy = findings.every(({ state }) => state !== 'problem');
    this.output.print(this.#table(findings), { healthy, findings });
    if (!healthy) throw new ToldFailure();
  }

  @Option({ flags: '--fix', description: 'mend what can be mended: rights, the extension, the relay, the login' })
  fix(): true {
    return true;
  }

  #table(findings: readonly Finding[]): string {
    const { dim, green, red, yellow } = this.output.style;
    const marks = { ok: green('✔'), warning: yellow('!'), problem: red('✖'), skipped: dim('-') };
    const width = Math.max(...findings.map(({ check }) => check.length)) + 2;
    const lines = findings.map(({ check, state, text, remedy, fixed }) => {
      const mended = fixed ? green(' (mended)') : '';
      const advice = remedy === undefined ? '' : `  ${' '.repeat(width)}${dim('→')} ${printable(remedy)}\n`;
      return `${marks[state]} ${check.padEnd(width)}${printable(text)}${mended}\n${advice}`;
    });
    return lines.join('');
  }
}
