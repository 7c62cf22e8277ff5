import { Get, Header, Param, StreamableFile } from '@nestjs/common';
import { Callers } from '../auth/callers.decorator';
import { Answers, AnswersText } from '../http/answers.decorator';
import { RestController } from '../http/rest-controller';
import { apiDocument, ApiDocument } from './api-document';
import { blockYaml } from './block-yaml';
import { DOCS_PAGE, DOCS_PAGE_POLICY, pageFile } from './docs-page';

/** What this API offers, for people and for programs. Everybody may read it: it says nothing that the sources do not. */
@RestController('api')
export class DocsController {
  /** A page that shows this description. It sends nothing: a page is no place to enter tokens. */
  @Get('docs')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', DOCS_PAGE_POLICY)
  @Callers('nobody')
  @AnswersText('text/html')
  page(): string {
    return DOCS_PAGE;
  }

  /** A file that the page needs. */
  @Get('docs/:file')
  @Callers('nobody')
  @AnswersText('*/*', 'not_found')
  file(@Param('file') name: string): StreamableFile {
    return pageFile(name);
  }

  /** This description as OpenAPI 3.1. */
  @Get('docs-json')
  @Callers('nobody')
  @Answers(ApiDocument)
  json(): Promise<ApiDocument> {
    return apiDocument();
  }

  /** The same as YAML. */
  @Get('docs-yaml')
  @Header('Content-Type', 'application/yaml; charset=utf-8')
  @Callers('nobody')
  @AnswersText('application/yaml')
  async yaml(): Promise<string> {
    return blockYaml(await apiDocument());
  }
}
