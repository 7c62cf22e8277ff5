import { defineErrors } from './error-definition';

/** Reading a page. */
export const EXTRACTION_ERRORS = defineErrors({
  missing_extraction_target: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'The extraction names neither a tab session nor a url.',
    hint: 'Send tabSessionId or url.',
  },
  selector_not_found: {
    category: 'execution',
    status: 404,
    retryable: false,
    message: 'Nothing on the page matches "{selector}".',
    hint: 'Check the selector with primitive.dom.extract_clean_html.',
  },
  readability_failed: {
    category: 'execution',
    status: 422,
    retryable: false,
    message: 'The page has no part that reads like an article.',
    hint: 'Use clean_html or text for pages that are not articles.',
  },
  distiller_unavailable: {
    category: 'execution',
    status: 501,
    retryable: false,
    message: 'dom-distiller is not available in this extension.',
    hint: 'Use mode "readability", or allow fallbackToReadability.',
  },
  distillation_failed: {
    category: 'execution',
    status: 422,
    retryable: false,
    message: 'The page could not be distilled: {reason}.',
    hint: 'Use clean_html, or mode "readability".',
  },
  markdown_conversion_failed: {
    category: 'execution',
    status: 500,
    retryable: false,
    message: 'The page could not be turned into Markdown: {reason}.',
    hint: 'Use clean_html for this page and report it.',
  },
});
