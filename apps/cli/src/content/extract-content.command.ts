import { LIMITS, type DistillMode } from '@otto/protocol';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandSender } from '../controller/command-sender';
import { Output } from '../output/output';
import { STDOUT, writeOutputFile } from '../output/output-file';
import { parseChoice, parseDuration, parseWhole } from '../parse-option';
import { NODE_ID_HELP, TIMEOUT_HELP } from '../controller/option-help';
import { checkContentRequest, CONTENT_FORMATS, type ContentFormat, type ContentRequest } from './content-request';
import { extractContent } from './extract-content';

interface ExtractOptions extends Omit<ContentRequest, 'url' | 'format'> {
  readonly format?: ContentFormat;
  readonly nodeId?: string;
  readonly output?: string;
}

const DISTILL_MODES = ['readability', 'dom-distiller'] as const satisfies readonly DistillMode[];
const MAX_CHARS = 50_000_000;

@Command({
  name: 'extract-content',
  arguments: '[url]',
  argsDescription: { url: 'the page; leave it out to read an open tab with --tab-session' },
  description: 'Print a page as Markdown, HTML or text',
})
export class ExtractContentCommand extends CommandRunner {
  constructor(
    private readonly sender: CommandSender,
    private readonly output: Output,
  ) {
    super();
  }

  async run([url]: string[], options: ExtractOptions): Promise<void> {
    const { nodeId, output, ...wanted } = options;
    const request: ContentRequest = { format: 'markdown', ...wanted, ...(url !== undefined && { url }) };
    checkContentRequest(request);
    const label = `Reading ${url ?? `tab ${request.tabSession}`}`;
    const extracted = await this.sender.onNode(nodeId, label, (node) => extractContent(node, request));
    for (const warning of extracted.warnings) this.output.warn(warning);
    if (output === undefined || output === STDOUT) return this.output.content(extracted.content, extracted);
    const { content, ...facts } = extracted;
    const { file, bytes } = await writeOutputFile(output, content);
    this.output.done(`${file} (${bytes} bytes)`, { file, bytes, ...facts });
  }

  @Option({
    flags: '--format <format>',
    description: 'of the content (default: markdown)',
    choices: [...CONTENT_FORMATS],
  })
  format(text: string): ContentFormat {
    return parseChoice('--format', text, CONTENT_FORMATS);
  }

  @Option({ flags: '--node-id <id>', description: NODE_ID_HELP })
  nodeId(text: string): string {
    return text;
  }

  @Option({ flags: '--tab-session <id>', description: 'read this open tab' })
  tabSession(text: string): string {
    return text;
  }

  @Option({ flags: '--selector <css>', description: 'only this element (raw_html, clean_html, text)' })
  selector(text: string): string {
    return text;
  }

  @Option({
    flags: '--distill-mode <mode>',
    description: 'how the article is found (markdown, distilled_html)',
    choices: [...DISTILL_MODES],
  })
  distillMode(text: string): DistillMode {
    return parseChoice('--distill-mode', text, DISTILL_MODES);
  }

  @Option({ flags: '--no-fallback-to-readability', description: 'fail instead of trying another way to find it' })
  noFallbackToReadability(): boolean {
    return false;
  }

  @Option({ flags: '--max-chars <n>', description: 'cut the content off after so many characters' })
  maxChars(text: string): number {
    return parseWhole('--max-chars', text, { min: 1, max: MAX_CHARS });
  }

  @Option({ flags: '--timeout <time>', description: TIMEOUT_HELP })
  timeout(text: string): number {
    return parseDuration('--timeout', text, LIMITS.commandTimeoutMs);
  }

  @Option({ flags: '-o, --output <file>', description: 'write it to this file and print its path and size' })
  outputFile(text: string): string {
    return text;
  }
}
