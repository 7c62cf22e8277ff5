import { Option, SubCommand } from 'nest-commander';
import { humanSize } from '../output/human-size';
import { Output } from '../output/output';
import { STDOUT } from '../output/output-file';
import { writeOutputLines } from '../output/output-lines';
import { ALL_HELP } from './all-help';
import { LogFilterCommand, type LogFilterOptions } from './log-filter.command';
import { LogReader } from './log-reader';

interface ExportOptions extends LogFilterOptions {
  readonly all?: boolean;
  readonly outputFile?: string;
}

@SubCommand({ name: 'export', description: "Print the relay's log as lines of JSON (NDJSON), however long it is" })
export class LogsExportCommand extends LogFilterCommand {
  constructor(
    private readonly reader: LogReader,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], { all = false, outputFile, ...filter }: ExportOptions): Promise<void> {
    await this.reader.read(all, async ({ logs, as }) => {
      const lines = logs.export(filter, as);
      if (outputFile !== undefined && outputFile !== STDOUT) return this.#write(outputFile, lines);
      for await (const line of lines) await this.output.rawLine(line);
    });
  }

  @Option({ flags: '-o, --output <file>', description: 'write it into this file', name: 'outputFile' })
  outputFile(text: string): string {
    return text;
  }

  @Option({ flags: '--all', description: ALL_HELP })
  all(): true {
    return true;
  }

  async #write(path: string, lines: AsyncIterable<string>): Promise<void> {
    const progress = this.output.progress('Exporting');
    let entries = 0;
    const { file, bytes } = await writeOutputLines(path, lines, (written) => {
      entries = written.lines;
      progress.update(`Exporting: ${entries} entries, ${humanSize(written.bytes)}`);
    });
    progress.end();
    this.output.done(`${file} (${entries} ${entries === 1 ? 'entry' : 'entries'}, ${humanSize(bytes)})`, {
      file,
      bytes,
      entries,
    });
  }
}
