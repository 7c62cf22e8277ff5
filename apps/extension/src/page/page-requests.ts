import type { DistilledData, ExtractionMode } from '@otto/protocol';

export interface MarkupRequest {
  readonly kind: 'text' | 'raw_html' | 'clean_html';
  /** The whole page when missing. */
  readonly selector?: string | undefined;
  readonly maxChars?: number | undefined;
}

export interface MarkupAnswer {
  sourceUrl: string;
  title: string;
  selector: string;
  /** Characters before `maxChars` cut. */
  contentLength: number;
  content: string;
}

export interface ArticleRequest {
  readonly format: Extract<ExtractionMode, 'distilled_html' | 'markdown'>;
  /** Whether anything but Readability may be tried. */
  readonly mayFallBack: boolean;
  readonly maxChars?: number | undefined;
}

/** `more_readers`: Readability did badly and the bundle with the second opinion has to be loaded before asking again. */
export type ArticleAnswer = 'more_readers' | (Omit<MarkupAnswer, 'selector'> & { mode: ArticleMode });

/** How an article was found. */
export type ArticleMode = Exclude<DistilledData['mode'], 'dom-distiller'>;

/** The readers that the extension's bundles publish in its isolated world of a page. */
export interface PageReaders {
  markup: { request: MarkupRequest; answer: MarkupAnswer };
  article: { request: ArticleRequest; answer: ArticleAnswer };
}
export type ReaderName = keyof PageReaders;
