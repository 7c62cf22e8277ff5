import { LIMITS, OttoError, type ImageFormat, type ScreenshotData } from '@otto/protocol';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandSender } from '../controller/command-sender';
import { NODE_ID_HELP, TIMEOUT_HELP } from '../controller/option-help';
import { humanSize } from '../output/human-size';
import { Output } from '../output/output';
import { STDOUT } from '../output/output-file';
import { parseChoice, parseDuration, parseWhole } from '../parse-option';
import { formatOf, writePicture } from './picture-file';

interface ScreenshotOptions {
  readonly fullPage?: true;
  readonly format?: ImageFormat;
  readonly quality?: number;
  readonly outputFile?: string;
  readonly nodeId?: string;
  readonly timeout?: number;
}

const FORMATS = ['png', 'jpeg'] as const satisfies readonly ImageFormat[];

@Command({
  name: 'screenshot',
  arguments: '<url>',
  argsDescription: { url: 'the page' },
  description: 'Take a picture of a page, and write it into a file',
})
export class ScreenshotCommand extends CommandRunner {
  constructor(
    private readonly sender: CommandSender,
    private readonly output: Output,
  ) {
    super();
  }

  async run([url = '']: string[], options: ScreenshotOptions): Promise<void> {
    if (!URL.canParse(url)) throw new OttoError('invalid_url', { reason: `"${url}" is not absolute` });
    const { fullPage, quality, nodeId, timeout, outputFile } = options;
    const format = options.format ?? formatOf(outputFile) ?? 'png';
    const mode = fullPage ? 'full_page' : 'viewport';
    const { data, requestId, warnings } = await this.sender.onNode(nodeId, `Taking a picture of ${url}`, (node) =>
      node.send('primitive.page.screenshot', { url, mode, format, quality }, { timeoutMs: timeout }),
    );
    const { contentBase64: base64, byteLength: _length, ...facts } = data;
    const bytes = Buffer.from(base64, 'base64');
    for (const warning of warnings) this.output.warn(warning);
    if (outputFile === STDOUT) return this.output.bytes(bytes);
    const written = await writePicture(outputFile, { url, format: data.format, bytes });
    this.output.picture({ base64, ...data });
    this.output.done(`${written.file} (${describe(data)}, ${humanSize(written.bytes)})`, {
      ...written,
      ...facts,
      requestId,
      warnings,
    });
  }

  @Option({ flags: '--full-page', description: 'all of the page, not only what fits into the window' })
  fullPage(): true {
    return true;
  }

  @Option({
    flags: '--format <format>',
    description: "of the picture (default: by the file's name, else png)",
    choices: [...FORMATS],
  })
  format(text: string): ImageFormat {
    return parseChoice('--format', text, FORMATS);
  }

  @Option({ flags: '--quality <n>', description: 'of a jpeg, 1 to 100 (default: 80)' })
  quality(text: string): number {
    return parseWhole('--quality', text, { min: 1, max: 100 });
  }

  @Option({
    flags: '-o, --output <file>',
    description: 'the file, replaced if it is there; - for stdout (default: a new one, named after the page)',
    name: 'outputFile',
  })
  outputFile(text: string): string {
    return text;
  }

  @Option({ flags: '--node-id <id>', description: NODE_ID_HELP })
  nodeId(text: string): string {
    return text;
  }

  @Option({ flags: '--timeout <time>', description: TIMEOUT_HELP })
  timeout(text: string): number {
    return parseDuration('--timeout', text, LIMITS.commandTimeoutMs);
  }
}

function describe({ width, height, downscaled, scale }: ScreenshotData): string {
  return `${width} × ${height}${downscaled ? `, reduced to ${Math.round(scale * 100)} %` : ''}`;
}
